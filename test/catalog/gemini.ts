import document from "../../schemas/gemini-2-5-flash-image-preview-official.json" with { type: "json" };

/** A model that takes many pictures, as its document stands. */
export const gemini = document;
