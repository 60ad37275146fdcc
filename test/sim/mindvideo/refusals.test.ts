// If the simulator took what the platform refuses, a bot that forgets a rule would pass its tests and fail its users.
import { describe, expect, it } from "vitest";
import { type SAMPLES, startQuiet } from "./visitor.ts";

const PICTURE = "https://example.com/a.png";
const DATA_URI = "data:image/png;base64,iVBORw0KGgo=";
const BOX = [1, 2, 3, 4];
const REFERENCE = { url: PICTURE, role: "reference_image" };
const colours = (...ratios: string[]): object[] => ratios.map((ratio, i) => ({ hex: `#10203${i}`, ratio }));

const REFUSED: readonly (readonly [keyof typeof SAMPLES, object, RegExp])[] = [
  ["wan2-7-image", { size: "1:1" }, /prompt is required/],
  ["wan2-7-image", { prompt: " " }, /prompt is required/],
  ["wan2-7-image", { prompt: "a", n: 5 }, /n must be 1-4/],
  ["wan2-7-image", { prompt: "a", n: 13, enable_sequential: true }, /<= 12/],
  ["wan2-7-image", { image_urls: [PICTURE], bbox_list: [[], []] }, /bbox_list needs match/],
  ["wan2-7-image", { prompt: "a", bbox_list: [[[1, 2, 3, 4]]] }, /bbox_list needs match/],
  ["wan2-7-image", { prompt: "a", color_palette: [{ hex: "#000000" }, ...colours("50", "50")] }, /hex and ratio/],
  ["wan2-7-image", { prompt: "a", color_palette: colours("50", "50") }, /fewer than 3/],
  ["wan2-7-image", { prompt: "a", size: "large" }, /size must be/],
  ["wan2-7-image", { prompt: "a", image_urls: ["C:\\a.png"] }, /image_urls must hold/],
  ["wan2-7-image", { prompt: "a", sparkle: true }, /additional properties/],
  ["qwen-image-2-0-pro", { prompt: "a", image_urls: [DATA_URI] }, /image_urls must hold public URLs, not data:/],
  ["qwen-image-2-0-pro", { prompt: "a", image_urls: ["no url"] }, /must match format "uri"/],
  ["qwen-image-2-0-pro", { prompt: "a".repeat(801) }, /more than 800/],
  ["gemini-2-5-flash-image-preview-official", { prompt: "a", mask_url: PICTURE }, /used with image_urls/],
  ["gemini-2-5-flash-image-preview-official", { prompt: "a", size: "7:3" }, /allowed values/],
  ["wan2-6-i2v-flash", { image_urls: [PICTURE, PICTURE] }, /more than 1/],
  ["wan2-6-i2v-flash", { image_urls: [PICTURE], audio_url: "data:audio/wav;base64,UklG" }, /audio_url must hold/],
  ["wan2-7-r2v", { prompt: "a" }, /at least one of/],
  ["wan2-7-r2v", { prompt: "a", video_urls: [PICTURE], duration: 16 }, /<= 15/],
  [
    "wan2-7-r2v",
    {
      prompt: "a",
      video_urls: [PICTURE, PICTURE, PICTURE],
      image_with_roles: [REFERENCE, REFERENCE, REFERENCE],
    },
    /cannot exceed 5/,
  ],
  [
    "wan2-7-r2v",
    { prompt: "a", image_with_roles: [{ url: PICTURE, role: "reference_image", reference_voice: "hum" }] },
    /URLs, not hum/,
  ],
];

describe("input that a page forbids", () => {
  it.for(REFUSED)("%s %o", async ([model, input, says]) => {
    await using visitor = await startQuiet();
    const answer = await visitor.post({ model, input });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: { code: "invalid_input", message: expect.stringMatching(says) } });
    expect(visitor.simulator.tasks).toEqual([]);
    expect(visitor.simulator.charges).toEqual([]);
  });
});

const ACCEPTED: readonly (readonly [keyof typeof SAMPLES, object])[] = [
  ["wan2-7-image", { image_urls: [DATA_URI] }],
  ["wan2-7-image", { prompt: "a", n: 12, enable_sequential: true, size: "1024*1024" }],
  ["wan2-7-image", { image_urls: [PICTURE, PICTURE], bbox_list: [[], [[1, 2, 3, 4]]] }],
  ["gemini-2-5-flash-image-preview-official", { prompt: "a", image_urls: [DATA_URI], mask_url: DATA_URI }],
  ["wan2-6-i2v-flash", { image_urls: [DATA_URI] }],
  ["wan2-7-r2v", { prompt: "a", video_urls: ["https://example.com/a.mp4"] }],
];

describe("input that a page allows", () => {
  it.for(ACCEPTED)("%s %o", async ([model, input]) => {
    await using visitor = await startQuiet();
    expect((await visitor.post({ model, input })).status).toBe(201);
  });
});

describe("a request that is no request", () => {
  it.for([
    ["not JSON", "{", 400, "invalid_json"],
    ["a list", [], 400, "invalid_json"],
    ["no input", { model: "wan2-7-image" }, 400, "invalid_request"],
    ["no model", { input: {} }, 400, "invalid_request"],
    ["a field too many", { model: "wan2-7-image", input: { prompt: "a" }, webhook: "x" }, 400, "invalid_request"],
    ["a model that is not there", { model: "wan9", input: {} }, 404, "model_not_found"],
    ["a model outside the folder", { model: "../package", input: {} }, 404, "model_not_found"],
  ] as const)("%s", async ([, body, status, code]) => {
    await using visitor = await startQuiet();
    const answer = await visitor.post(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code } });
    expect(visitor.simulator.posts).toMatchObject([{ status, taskId: undefined }]);
  });

  it("without a key, or with another, is refused everywhere", async () => {
    await using visitor = await startQuiet();
    const id = await visitor.create("wan2-7-image");
    const stranger = { authorization: "Bearer mv_live_other" };
    expect((await visitor.post({ model: "wan2-7-image", input: { prompt: "a" } }, stranger)).status).toBe(401);
    expect((await visitor.get(`/api/v1/tasks/${id}`, stranger)).status).toBe(401);
    expect((await visitor.get(`/api/v1/tasks/${id}/events`, stranger)).status).toBe(401);
    expect(visitor.simulator.tasks).toHaveLength(1);
    expect(JSON.stringify(visitor.simulator.posts)).not.toContain("mv_live");
  });

  it("costs more than is left on the account", async () => {
    await using visitor = await startQuiet({ balance: 0.03 });
    await visitor.create("wan2-7-image");
    expect(visitor.simulator.balance).toBe(0.0057);
    expect((await visitor.post({ model: "wan2-7-image", input: { prompt: "a" } })).status).toBe(402);
  });
});

describe("what the pages allow and the model behind them does not", () => {
  it.for([
    ["wan2-7-image", { prompt: "a", image_urls: [PICTURE], bbox_list: [[]], enable_sequential: true }],
    ["wan2-7-image", { prompt: "a", image_urls: [PICTURE], bbox_list: [[BOX, BOX, BOX]] }],
    ["wan2-7-image", { prompt: "a", color_palette: colours("50.00%", "20.00%", "20.00%") }],
    ["wan2-7-image", { prompt: "a", size: "4096x4096" }],
    ["wan2-7-r2v", { prompt: "a", video_urls: ["https://example.com/a.mp4"], duration: 11 }],
  ] as const)("is accepted, fails and costs nothing: %s %o", async ([model, input]) => {
    await using visitor = await startQuiet();
    const ended = await visitor.finish(await visitor.create(model, input));
    expect(ended).toMatchObject({
      status: "failed",
      cost_actual: 0,
      output: null,
      error: { code: "invalid_parameters" },
    });
  });
});
