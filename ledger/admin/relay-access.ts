import { openHttpRelay } from '../sources/http-relay-source.ts';
import { RelayHttp } from '../sources/relay-http.ts';
import { RelayUnavailable, type RelaySource } from '../sources/relay-source.ts';

/** The relay of this desktop, if it has one, and what lets us in there, which may change. */
export class RelayAccess {
  readonly #url: string | null;
  token: string | null;
  readonly #http: RelayHttp | null;
  readonly #source: RelaySource | null;

  /** `url` as `http://127.0.0.1:4444`. */
  constructor(url: string | null, token: string | null) {
    this.#url = url;
    this.token = token;
    const options = url === null ? null : { url, readToken: () => this.token };
    this.#http = options && new RelayHttp(options);
    this.#source = options && openHttpRelay(options);
  }

  get url(): string {
    return this.#url ?? '';
  }

  /** Throws `RelayUnavailable` without one. */
  get http(): RelayHttp {
    if (!this.#http) throw noRelay();
    return this.#http;
  }

  /** Throws `RelayUnavailable` without one. */
  get source(): RelaySource {
    if (!this.#source) throw noRelay();
    return this.#source;
  }
}

const noRelay = () => new RelayUnavailable('this desktop was started without a server to share carts with');
