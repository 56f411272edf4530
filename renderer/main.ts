import { mount } from 'svelte';
import type { TrolleyBridge } from '../protocol/ipc.ts';
import App from './App.svelte';
import { CartSession } from './session/cart-session.svelte.ts';
import './styles/base.css';

declare global {
  interface Window {
    readonly trolley: TrolleyBridge;
  }
}

const target = document.querySelector('#app');
if (!target) throw new Error('the page has no place for the app');
mount(App, { target, props: { bridge: window.trolley, opening: CartSession.open(window.trolley) } });
