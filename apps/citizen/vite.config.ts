import { defineApp } from '@1999/web-kit/vite';

export default defineApp({
  base: '/',
  name: '高雄市 1999 市民服務專線',
  pwa: {
    manifest: {
      short_name: '1999',
      lang: 'zh-Hant-TW',
      display: 'standalone',
      background_color: '#f4f6f8',
      theme_color: '#0b5cad',
      icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
    },
    // The other apps live under the same origin; only this app's own pages are kept.
    navigateFallbackAllowlist: [/^\/$/, /^\/(call|track|faq|chat|s)(\/|$)/],
  },
});
