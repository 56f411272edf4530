import { mount } from 'svelte';
import type { TrolleyBridge } from '../protocol/ipc.ts';
import App from './App.svelte';
import { OpenCarts } from './frame/open-carts.svelte.ts';
import { adoptCarts } from './library/adopt-carts.ts';
import { language } from './messages/words.ts';
import { reportFaults } from './report-faults.ts';
import './styles/base.css';

declare global {
  interface Window {
    readonly trolley: TrolleyBridge;
  }
}

const { trolley } = window;
reportFaults(window, (level, text) => trolley.log(level, text));
const opening = trolley.getSetup().then((setup) => new OpenCarts(trolley, setup));
const target = document.querySelector('#app');
if (!target) throw new Error('the page has no place for the app');
document.documentElement.lang = language;
mount(App, { target, props: { opening } });
// What goes wrong with it is reported as any fault is.
void opening.then(async () => adoptCarts(trolley, await indexedDB.databases()));
