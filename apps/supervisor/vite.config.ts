import { defineApp } from '@1999/web-kit/vite';

export default defineApp({ base: '/supervisor/', name: '1999 督導' });
