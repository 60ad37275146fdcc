const CONTAINERS = new Set(["moov"]);

/** How many seconds an MP4 or MOV plays, from its movie header (ISO/IEC 14496-12, 8.2.2). Undefined: not such a file. */
export function clipSeconds(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "mvhd") return at + 36 <= bytes.length ? headerSeconds(view, at + 8) : undefined;
    if (size < 8) return undefined;
    at += CONTAINERS.has(type) ? 8 : size;
  }
  return undefined;
}

function headerSeconds(view: DataView, at: number): number {
  const wide = view.getUint8(at) === 1;
  const scale = view.getUint32(at + (wide ? 20 : 12));
  const length = wide ? Number(view.getBigUint64(at + 24)) : view.getUint32(at + 16);
  return length / scale;
}
