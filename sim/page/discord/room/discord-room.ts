// The Discord room: a guild as one of its people sees it.

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { DiscordAct } from "../../board/acts.ts";
import type { DiscordPlace } from "../../board/collections.ts";
import { actingIn } from "../../board/send-act.ts";
import { onlyIn } from "../../board/state.ts";
import type { State } from "../../board/state.ts";
import type { Example } from "../../room/examples.ts";
import type { InsideProps, Room } from "../../room/room.ts";
import { seenBy } from "../../room/seen-by.ts";
import { CLOCK } from "../../room/viewer-clock.ts";
import { Composer } from "../composer/composer.ts";
import { NOTHING } from "../composer/draft.ts";
import type { Draft } from "../composer/draft.ts";
import { linesOf } from "../composer/options.ts";
import { FormModal } from "../form/form-modal.ts";
import { drawChannels } from "./channels.ts";
import type { EntryPress, EntryViewer } from "./entry.ts";
import { draftOf } from "./examples.ts";
import { Messages } from "./messages.ts";

const COMPOSER_ID = "discord-composer";

const { act, actQuietly } = actingIn("discord");

function Inside({ state, me, light }: InsideProps): ComponentChildren {
  const place = onlyIn(state, "discord.place");
  return place ? h(Guild, { state, me, light, place }) : null;
}

interface GuildProps extends InsideProps {
  readonly place: DiscordPlace;
}

function Guild({ state, me, light, place }: GuildProps): ComponentChildren {
  const [channelId, setChannelId] = useState<string | undefined>(place.channels[0]?.id);
  const [sent, setSent] = useState(0);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const channel = place.channels.find(({ id }) => id === channelId) ?? place.channels[0];
  const viewer = useViewer(place);
  if (!channel) return null;
  const draftKey = `${me.id}/${channel.id}`;
  const setDraft = (draft: Draft): void => setDrafts((before) => ({ ...before, [draftKey]: draft }));
  const take = (example: Example): void => {
    draftOf(example, state.samples).then(setDraft, () => {});
  };
  const seen = seenBy(me, channel, collections(state));
  const press: EntryPress = ({ id }, target, chosen) =>
    actQuietly({ act: "press", by: me.id, message: id, target, chosen });
  return h(
    "div",
    { class: "discord room-inside", "data-theme": light },
    drawChannels({ place, me, channel, onChannel: ({ id }) => setChannelId(id) }),
    h(
      "div",
      { class: "channel" },
      h("header", null, h("span", { class: "hash", "aria-hidden": "true" }, "#"), h("h2", null, channel.name)),
      h(Messages, {
        ...seen,
        channel,
        me,
        sent,
        viewer,
        samples: state.samples,
        onPress: press,
        onDismiss: ({ id }) => actQuietly({ act: "dismiss", id }),
        onExample: take,
      }),
      h(GuildComposer, {
        key: draftKey,
        state,
        me,
        place,
        channel,
        draft: drafts[draftKey] ?? NOTHING,
        onDraft: setDraft,
        onSent: () => setSent(sent + 1),
      }),
    ),
    drawForm({ state, me }, viewer),
  );
}

const collections = (state: State) => ({
  messages: state["discord.messages"].values(),
  acts: state["discord.acts"].values(),
});

function useViewer({ people, channels, roles }: DiscordPlace): EntryViewer {
  return useMemo(() => {
    const names = new Map([
      ...people.map(({ id, name }) => [`user ${id}`, name] as const),
      ...channels.map(({ id, name }) => [`channel ${id}`, name] as const),
      ...roles.map(({ id, name }) => [`role ${id}`, name] as const),
    ]);
    return { ...CLOCK, nameOf: (kind, id) => names.get(`${kind} ${id}`) };
  }, [people, channels, roles]);
}

interface GuildComposerProps extends Omit<GuildProps, "light"> {
  readonly channel: { readonly id: string; readonly name: string };
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onSent: () => void;
}

function GuildComposer(props: GuildComposerProps): ComponentChildren {
  const { state, me, place, channel, draft, onDraft, onSent } = props;
  const { commands, permissions, people, channels, roles } = place;
  const lines = useMemo(() => linesOf(commands, permissions[me.id] ?? "0"), [commands, permissions, me.id]);
  const samples = useMemo(() => [...state.samples.values()], [state.samples]);
  const here = { by: me.id, channel: channel.id };
  const send = async (what: DiscordAct): Promise<void> => {
    onSent();
    await act(what);
  };
  return h(Composer, {
    id: COMPOSER_ID,
    channelName: channel.name,
    lines,
    draft,
    people,
    channels,
    roles,
    samples,
    onDraft,
    onSay: async (text) => await send({ act: "say", ...here, text }),
    onCommand: async (name, values) => await send({ act: "command", ...here, name, values }),
    onComplete: async (name, values, focused) => await act({ act: "autocomplete", ...here, name, values, focused }),
  });
}

/** The last one that was opened for the person: the client has room for one. */
function drawForm({ state, me }: Pick<GuildProps, "state" | "me">, viewer: EntryViewer): ComponentChild {
  const form = [...state["discord.forms"].values()].findLast(({ openedFor }) => openedFor === me.id);
  if (!form) return null;
  const sent = [...state["discord.acts"].values()].find(({ formId }) => formId === form.id);
  return h(FormModal, {
    key: form.id,
    form,
    viewer: { ...viewer, now: Date.now() },
    samples: [...state.samples.values()],
    isBusy: sent?.state === "pending",
    hasFailed: sent?.state === "failed",
    onSubmit: async (values) => void (await act({ act: "submit", by: me.id, form: form.id, values })),
    onClose: () => actQuietly({ act: "dismiss", id: form.id }),
  });
}

export const discordRoom: Room = {
  id: "discord",
  title: "Discord",
  placeOf: (state: State) => onlyIn(state, "discord.place"),
  Inside,
  composerId: COMPOSER_ID,
};
