import { defineApp } from '@1999/web-kit/vite';

export default defineApp({ base: '/console/', name: '1999 話務台' });
