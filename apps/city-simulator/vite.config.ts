import { defineApp } from '@1999/web-kit/vite';

/** Builds the /phone page into dist/; the carrier serves it. */
export default defineApp({ base: '/phone/', name: '示範電話' });
