/**
 * Pictures of the virtual screens, so that a person without a display can look at the desktops.
 *
 * Xvfb keeps each screen in a file in the X window dump format: a header of big-endian words, a colour
 * map, then rows of pixels as blue, green, red and a filler byte. Writing that as PNG takes no library.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { messageOf } from './message-of.mjs';

/** Positions of the header words we need, counted in words of four bytes. */
const WORD = {
  headerSize: 0,
  width: 4,
  height: 5,
  byteOrder: 7,
  bitsPerPixel: 11,
  bytesPerLine: 12,
  colours: 19,
};
const EVERY_MS = 5_000;
const COLOUR_BYTES = 12;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Saves a picture of each screen now and every few seconds.
 *
 * @param {object} options
 * @param {string} options.framebuffers
 * @param {readonly { screen: number, file: string }[]} options.pictures
 * @param {import('./progress.mjs').Log} options.log
 * @returns {() => void} ends it
 */
export function keepPictures({ framebuffers, pictures, log }) {
  const takeAll = async () => {
    try {
      for (const { screen, file } of pictures) {
        await savePicture(join(framebuffers, `Xvfb_screen${screen}`), file);
      }
    } catch (error) {
      log(`no picture of the desktops: ${messageOf(error)}`);
    }
  };
  void takeAll();
  const timer = setInterval(() => void takeAll(), EVERY_MS);
  return () => clearInterval(timer);
}

/**
 * @param {string} framebuffer
 * @param {string} file replaced in one step, so a viewer never sees half of it
 */
async function savePicture(framebuffer, file) {
  const png = encodePng(readWindowDump(await readFile(framebuffer)));
  await writeFile(`${file}.partial`, png);
  await rename(`${file}.partial`, file);
}

/** @typedef {{ width: number, height: number, rows: Buffer }} Picture rows of red, green, blue, each led by PNG's filter byte 0 */

/**
 * @param {Buffer} dump
 * @returns {Picture}
 * @throws {Error} for a pixel layout other than the one our virtual display uses
 */
export function readWindowDump(dump) {
  /** @param {number} index */
  const word = (index) => dump.readUInt32BE(index * 4);
  const width = word(WORD.width);
  const height = word(WORD.height);
  const isExpected = word(WORD.bitsPerPixel) === 32 && word(WORD.byteOrder) === 0;
  if (!isExpected) throw new Error('this virtual screen does not have 32-bit little-endian pixels');
  const bytesPerLine = word(WORD.bytesPerLine);
  const pixels = word(WORD.headerSize) + word(WORD.colours) * COLOUR_BYTES;

  const rows = Buffer.alloc(height * (1 + width * 3));
  let target = 0;
  for (let y = 0; y < height; y++) {
    target++;
    for (let x = 0, source = pixels + y * bytesPerLine; x < width; x++, source += 4) {
      rows[target++] = dump[source + 2] ?? 0;
      rows[target++] = dump[source + 1] ?? 0;
      rows[target++] = dump[source] ?? 0;
    }
  }
  return { width, height, rows };
}

/**
 * @param {Picture} picture
 * @returns {Buffer}
 */
function encodePng({ width, height, rows }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits per channel, true colour, no interlace
  const pixels = deflateSync(rows, { level: 6 });
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} data
 * @returns {Buffer}
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
