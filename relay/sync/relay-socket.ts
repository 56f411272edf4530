import { WebSocket } from 'ws';
import { closeCodes } from '../../protocol/close-codes.ts';

const MESSAGE_TOO_BIG = 1009;

/** A WebSocket that closes with 4413 where the library would with 1009: y-websocket would send the same again at once. */
export class RelaySocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    if (code === MESSAGE_TOO_BIG) super.close(closeCodes.tooLarge, 'a message is too large');
    else super.close(code, data);
  }
}
