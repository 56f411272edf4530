/** What goes through WebSocket connections: plain numbers, added to with every message. */
export class Traffic {
  bytesReceived = 0;
  bytesSent = 0;
  messagesReceived = 0;
  /** Writes to connections; the news of one commit is one. */
  messagesSent = 0;
  connectionsOpened = 0;
  /** Connections ended, by close code. */
  readonly closed = new Map<number, number>();

  connectionClosed(code: number): void {
    this.closed.set(code, (this.closed.get(code) ?? 0) + 1);
  }
}
