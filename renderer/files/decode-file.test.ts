import { expect, test } from 'vitest';
import { decodeFile } from './decode-file.ts';

const text = 'name,price\nKäse,1.29\n';
const wide = (value: string, isLittle: boolean): Uint8Array =>
  Uint8Array.from(
    Array.from(value, (letter) => letter.charCodeAt(0)).flatMap((code) =>
      isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255],
    ),
  );

test('UTF-8 is read as it is, with its mark or without', () => {
  expect(decodeFile(new TextEncoder().encode(text))).toEqual({ ok: true, text, remark: null });
  expect(decodeFile(new TextEncoder().encode(`\uFEFF${text}`))).toEqual({ ok: true, text, remark: null });
});

test.each([
  ['with a mark', wide(`\uFEFF${text}`, true)],
  ['with a mark, the other way round', wide(`\uFEFF${text}`, false)],
  ['without one', wide(text, true)],
  ['without one, the other way round', wide(text, false)],
])('UTF-16 %s is read, and said', (_what, bytes) => {
  const read = decodeFile(bytes);
  expect(read).toMatchObject({ ok: true, text });
  expect(read.ok && read.remark).toContain('UTF-16');
});

test('Latin letters of one byte are read, and said', () => {
  const bytes = Uint8Array.from(Array.from(text, (letter) => letter.charCodeAt(0)));
  const read = decodeFile(bytes);
  expect(read).toMatchObject({ ok: true, text });
  expect(read.ok && read.remark).toContain('Windows-1252');
});

test.each([
  ['a spreadsheet', [0x50, 0x4b, 0x03, 0x04, 20]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['any other bytes', [1, 2, 3, 250, 0, 0, 7]],
])('%s is no text', (_what, bytes) => {
  expect(decodeFile(Uint8Array.from(bytes))).toMatchObject({ ok: false });
});
