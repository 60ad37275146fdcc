// The short names that people and apps use most; another name stays what was typed, as an unknown one does in Slack.

const NAMES: readonly string[] = [
  "😀 grinning|😃 smiley|😄 smile|😁 grin|😆 laughing satisfied|😅 sweat_smile|🤣 rolling_on_the_floor_laughing rofl",
  "😂 joy|🙂 slightly_smiling_face|🙃 upside_down_face|😉 wink|😊 blush|😇 innocent|🥰 smiling_face_with_3_hearts",
  "😍 heart_eyes|🤩 star-struck|😘 kissing_heart|😋 yum|😎 sunglasses|🤓 nerd_face|🤔 thinking_face thinking",
  "🤨 face_with_raised_eyebrow|😐 neutral_face|😶 no_mouth|🙄 face_with_rolling_eyes|😏 smirk|😴 sleeping|😷 mask",
  "🥳 partying_face|😕 confused|😟 worried|🙁 slightly_frowning_face|😮 open_mouth|😯 hushed|😲 astonished",
  "😢 cry|😭 sob|😱 scream|😤 triumph|😡 rage|🤯 exploding_head|🤖 robot_face|👻 ghost|💀 skull|👽 alien|🎃 jack_o_lantern",
  "👋 wave|✋ hand raised_hand|👌 ok_hand|✌️ v|🤞 crossed_fingers|👍 +1 thumbsup|👎 -1 thumbsdown|👏 clap|🙌 raised_hands",
  "🙏 pray|💪 muscle|👀 eyes|👉 point_right|👈 point_left|☝️ point_up|👆 point_up_2|👇 point_down|✍️ writing_hand",
  "❤️ heart|🧡 orange_heart|💛 yellow_heart|💚 green_heart|💙 blue_heart|💜 purple_heart|💔 broken_heart|💯 100",
  "🔥 fire|✨ sparkles|⭐ star|🌟 star2|💫 dizzy|💥 boom collision|💡 bulb|💬 speech_balloon|💭 thought_balloon|💤 zzz",
  "🎉 tada|🎊 confetti_ball|🎁 gift|🏆 trophy|🥇 first_place_medal|🎯 dart|🎲 game_die|🎮 video_game|🚀 rocket|✈️ airplane",
  "✅ white_check_mark|☑️ ballot_box_with_check|✔️ heavy_check_mark|❌ x|✖️ heavy_multiplication_x|➕ heavy_plus_sign",
  "⚠️ warning|🚫 no_entry_sign|⛔ no_entry|🛑 octagonal_sign|❗ exclamation heavy_exclamation_mark|❓ question|ℹ️ information_source",
  "🔴 red_circle|🟠 large_orange_circle|🟡 large_yellow_circle|🟢 large_green_circle|🔵 large_blue_circle|⚪ white_circle|⚫ black_circle",
  "⏳ hourglass_flowing_sand|⌛ hourglass|⏰ alarm_clock|⏱️ stopwatch|🕒 clock3|📅 date|📆 calendar|🗓️ spiral_calendar_pad",
  "🖼️ frame_with_picture|🎨 art|🖌️ lower_left_paintbrush|📷 camera|📸 camera_with_flash|🎥 movie_camera|🎬 clapper|📹 video_camera",
  "🎞️ film_frames|📽️ film_projector|🎵 musical_note|🎶 notes|🎤 microphone|🎧 headphones|🔊 loud_sound|🔇 mute|📣 mega|🔔 bell",
  "💰 moneybag|💵 dollar|💸 money_with_wings|💳 credit_card|🪙 coin|📈 chart_with_upwards_trend|📉 chart_with_downwards_trend|📊 bar_chart",
  "🔁 repeat|🔄 arrows_counterclockwise|▶️ arrow_forward|⏸️ double_vertical_bar|⏹️ black_square_for_stop|⏩ fast_forward|🔀 twisted_rightwards_arrows",
  "➡️ arrow_right|⬅️ arrow_left|⬆️ arrow_up|⬇️ arrow_down|↩️ leftwards_arrow_with_hook|🔗 link|📎 paperclip|📌 pushpin|📝 memo pencil",
  "✏️ pencil2|🔍 mag|🔎 mag_right|🔒 lock|🔓 unlock|🔑 key|🛠️ hammer_and_wrench|🔧 wrench|⚙️ gear|🧪 test_tube|🗑️ wastebasket",
  "📁 file_folder|📂 open_file_folder|📄 page_facing_up|📦 package|📥 inbox_tray|📤 outbox_tray|📧 e-mail|✉️ email envelope|🖥️ desktop_computer|💻 computer",
  "🌍 earth_africa|🌎 earth_americas|🌙 crescent_moon|☀️ sunny|⛅ partly_sunny|☁️ cloud|🌧️ rain_cloud|⛈️ thunder_cloud_and_rain|❄️ snowflake|⚡ zap|🌈 rainbow|🌊 ocean",
  "🐱 cat|🐶 dog|🦊 fox_face|🐻 bear|🐼 panda_face|🐝 bee|🦋 butterfly|🐢 turtle|🐧 penguin|🦄 unicorn_face|🌸 cherry_blossom|🌻 sunflower|🌲 evergreen_tree|🌵 cactus|🍀 four_leaf_clover",
  "🍕 pizza|🍎 apple|☕ coffee|🍺 beer|🍻 beers|🎂 birthday|🍰 cake|👑 crown|💎 gem|🧵 thread|🙈 see_no_evil|🤷 shrug|🤦 face_palm|🤝 handshake|🫡 saluting_face|🏁 checkered_flag",
];

const SIGNS: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap((line) => line.split("|")).flatMap((entry) => {
    const [sign = "", ...names] = entry.split(" ");
    return names.map((name): readonly [string, string] => [name, sign]);
  }),
);

/** Undefined: no such name is known here. `tone` is Slack's number of a skin's colour, 2 to 6. */
export function emojiNamed(name: string, tone?: string): string | undefined {
  const sign = SIGNS.get(name);
  if (sign === undefined || tone === undefined) return sign;
  const toned = sign.replace("\u{FE0F}", "") + String.fromCodePoint(0x1f3f9 + Number(tone));
  return /^\p{RGI_Emoji}$/v.test(toned) ? toned : sign;
}
