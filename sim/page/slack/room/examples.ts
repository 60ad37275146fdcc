import type { Example } from "../../room/examples.ts";

/** What takes files opens its form, filled in: files cannot be typed. */
export const EXAMPLES: readonly Example[] = [
  {
    command: "/image",
    does: "makes pictures from words",
    words: "A city at dusk after rain, gouache --n 2",
    files: [],
  },
  {
    command: "/video",
    does: "brings a picture to life",
    words: "She turns and smiles as the camera moves in --duration 3 --form",
    files: ["portrait.png"],
  },
  {
    command: "/r2v",
    does: "makes a clip with your people and things",
    words: "The woman walks by the sea at golden hour, tracking shot --resolution 720P --duration 3 --form",
    files: ["portrait.png", "walk.mp4", "voice.wav"],
  },
];
