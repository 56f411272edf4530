import { words } from '../messages/words.ts';

/** A file's text, and what there is to say of how it was written; or why it is none. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly remark: string | null }
  | { readonly ok: false; readonly problem: string };

/** Beginnings of files that hold no text: archives and spreadsheets, PDF, pictures, old Office files. */
const signatures: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
];

/** Control characters that texts do not have. */
const control = /[^\P{Cc}\t\n\v\f\r\u0085]/u;

/** Makes text of a file's bytes: UTF-8, else what it seems to be, which is said. */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (signatures.some((signature) => signature.every((byte, index) => bytes[index] === byte))) {
    return { ok: false, problem: words.files.notText };
  }
  const wide = wideEncodingOf(bytes);
  if (wide !== null) return asText(new TextDecoder(wide).decode(bytes), words.files.wasUtf16);
  try {
    return asText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), null);
  } catch {
    return asText(new TextDecoder('windows-1252').decode(bytes), words.files.wasLatin1);
  }
}

function asText(text: string, remark: string | null): Decoded {
  return control.test(text) ? { ok: false, problem: words.files.notText } : { ok: true, text, remark };
}

/** By its mark; without one, by the zeros that it has in every other place. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = start.length / 5;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : null;
}
