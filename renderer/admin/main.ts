import { mount } from 'svelte';
import type { AdminBridge } from '../../protocol/admin/bridge.ts';
import '../styles/base.css';
import AdminApp from './AdminApp.svelte';
import { answerDesktopQuestions } from './desktop/answer-desktop-questions.ts';
import { AdminDesk } from './frame/admin-desk.svelte.ts';

declare global {
  interface Window {
    readonly trolleyAdmin: AdminBridge;
  }
}

const target = document.querySelector('#app');
if (!target) throw new Error('the page has no place for the app');
// Before anything is asked that this desktop's copies belong to.
answerDesktopQuestions(window.trolleyAdmin, window);
mount(AdminApp, { target, props: { opening: AdminDesk.open(window.trolleyAdmin) } });
