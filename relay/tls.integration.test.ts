import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { dirname, join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { newCertificate, type TestCertificate } from './testing/new-certificate.ts';
import { newRelay } from './testing/new-relay.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { readTlsFiles } from './tls-files.ts';

function identityOf(files: TestCertificate) {
  const identity = readTlsFiles(files);
  if (!identity.ok) throw new Error(identity.refusal.message);
  return identity.value;
}

async function newTlsRelay() {
  const certificate = await newCertificate();
  return { certificate, relay: await newRelay({ tls: identityOf(certificate) }) };
}

function handshake(port: number, options: Parameters<typeof connect>[1]): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(port, '127.0.0.1', { ...options }, () => resolve(socket));
    socket.on('error', reject);
    onTestFinished(() => void socket.destroy());
  });
}

describe('a relay with a certificate', () => {
  test('serves https and wss on one port, and says so', async () => {
    const { relay, certificate } = await newTlsRelay();
    expect(relay.http).toBe(`https://127.0.0.1:${relay.port}`);
    expect(relay.ws).toBe(`wss://127.0.0.1:${relay.port}/sync`);
    const ca = readFileSync(certificate.certPath);
    const status = await new Promise((resolve, reject) => {
      request(`${relay.http}/healthz`, { ca }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    const socket = new WebSocket(`${relay.ws}/kitchen`, { ca });
    onTestFinished(() => socket.terminate());
    await new Promise((resolve, reject) => socket.on('message', resolve).on('error', reject));
  });

  test('takes nothing older than TLS 1.2', async () => {
    const { relay, certificate } = await newTlsRelay();
    const ca = readFileSync(certificate.certPath);
    // The client would not offer it by itself any more.
    const old = { ca, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(handshake(relay.port, old)).rejects.toThrow(/alert protocol version/);
    const socket = await handshake(relay.port, { ca, maxVersion: 'TLSv1.2' });
    expect(socket.getProtocol()).toBe('TLSv1.2');
  });

  test('shows a renewed certificate to those who come, and keeps those who are there', async () => {
    const { relay, certificate } = await newTlsRelay();
    const before = new WebSocket(`${relay.ws}/kitchen`, { ca: readFileSync(certificate.certPath) });
    onTestFinished(() => before.terminate());
    await new Promise((resolve, reject) => before.on('open', resolve).on('error', reject));

    const renewed = await newCertificate();
    relay.renewCertificate(identityOf(renewed));
    const late = await handshake(relay.port, { ca: readFileSync(renewed.certPath) });
    expect(late.authorized).toBe(true);
    expect(late.getProtocol()).toBe('TLSv1.3');
    const pong = new Promise((resolve) => before.once('pong', resolve));
    before.ping();
    await pong;
  });

  test('stops at once, also while somebody is in the midst of a handshake', async () => {
    const { relay } = await newTlsRelay();
    const silent = connectTcp(relay.port, '127.0.0.1');
    onTestFinished(() => void silent.destroy());
    silent.on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    const started = performance.now();
    await relay.close();
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('survives those who do not speak TLS', async () => {
    const { relay } = await newTlsRelay();
    await expect(fetch(`http://127.0.0.1:${relay.port}/healthz`)).rejects.toThrow();
    await handshake(relay.port, { rejectUnauthorized: false });
  });
});

describe('a certificate cannot be used', () => {
  const refusalOf = (files: TestCertificate) => {
    const identity = readTlsFiles(files);
    return identity.ok ? null : identity.refusal.message;
  };

  test('without its file', async () => {
    const { certPath, keyPath } = await newCertificate();
    expect(refusalOf({ certPath, keyPath: '/nowhere/key.pem' })).toContain('cannot read /nowhere/key.pem');
    expect(refusalOf({ certPath: '/nowhere/cert.pem', keyPath })).toContain('cannot read /nowhere/cert.pem');
  });

  test('if it is something else, and nothing of the key is told', async () => {
    const { certPath, keyPath } = await newCertificate();
    expect(refusalOf({ certPath: keyPath, keyPath })).toBe(`${keyPath} is no certificate in PEM form`);
    const text = join(await temporaryDirectory(), 'key.pem');
    writeFileSync(text, 'quite secret');
    expect(refusalOf({ certPath, keyPath: text })).toBe(
      `${text} is no private key in PEM form, or has a passphrase`,
    );
  });

  test('with the key of another one, also one of another kind', async () => {
    const { certPath } = await newCertificate();
    const { keyPath } = await newCertificate();
    expect(refusalOf({ certPath, keyPath })).toBe(`${keyPath} is not the key of ${certPath}`);
    const rsa = join(dirname(keyPath), 'rsa.pem');
    execFileSync('openssl', ['genrsa', '-out', rsa, '2048'], { stdio: 'pipe' });
    expect(refusalOf({ certPath, keyPath: rsa })).toBe(`${rsa} is not the key of ${certPath}`);
  });

  test('unseen: a key that everybody can read can be used, and is noticed', async () => {
    const certificate = await newCertificate();
    expect(identityOf(certificate).isKeyReadByAll).toBe(false);
    chmodSync(certificate.keyPath, 0o644);
    expect(identityOf(certificate).isKeyReadByAll).toBe(true);
  });
});
