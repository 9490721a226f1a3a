/** What the web apps share. The map and the Vite settings have doors of their own. */
export * from './announcer/announcer-provider.tsx';
export * from './announcer/earcons.ts';
export * from './announcer/message-log.tsx';
export * from './announcer/outputs.ts';
export * from './api/api-error.ts';
export * from './api/client.ts';
export { useErrorSentence } from './api/error-sentence.ts';
export * from './app/kit-provider.tsx';
export * from './app/route-states.tsx';
export * from './app/start-app.tsx';
export * from './components/banner.tsx';
export * from './components/button.tsx';
export * from './components/choices.tsx';
export * from './components/combo-box.tsx';
export * from './components/dialog.tsx';
export * from './components/form.tsx';
export * from './components/form-fields.tsx';
export * from './components/offline-banner.tsx';
export * from './components/page.tsx';
export * from './components/page-shell.tsx';
export { type Choice, Select, type SelectProps } from './components/select.tsx';
export * from './components/sound-player.tsx';
export * from './components/states.tsx';
export * from './components/table.tsx';
export * from './components/tabs.tsx';
export * from './components/text-field.tsx';
export { toast } from './components/toast.tsx';
export { useSettled } from './components/use-settled.ts';
export { type AppI18n, createI18n, type Translate, useLocaleChoice } from './i18n/create-i18n.ts';
export * from './i18n/locales.ts';
export * from './keys/key-combo.ts';
export { useShortcut, useShortcutList, useShortcutRegistry } from './keys/shortcuts.tsx';
export * from './knowledge/faq-article.tsx';
export type { LiveEvent } from './live/contract.ts';
export type { ConnectionState, ConnectionStatus } from './live/live-connection.ts';
export {
  LiveProvider,
  useBoard,
  useConnectionState,
  useLive,
  useLiveQuery,
} from './live/use-live.tsx';

export * from './orders/agency-evidence.tsx';
export * from './orders/clock-table.tsx';
export * from './orders/map-link.tsx';
export { nextClock } from './orders/next-clock.ts';
export * from './orders/next-order-clock.tsx';
export * from './orders/order-photos.tsx';
export * from './orders/order-sort.tsx';
export * from './orders/order-timeline.tsx';
export { useName, useOrderWord } from './orders/order-words.ts';
export { memoryOfDevice } from './session/session-memory.ts';
export { SignedIn, useSessionState, useUser } from './session/session-provider.tsx';
export { api, session } from './session/session-store.ts';
export * from './time/deadline.ts';
export * from './time/format.ts';
export * from './time/span.ts';
export * from './time/ticker.ts';
export * from './time/time.tsx';
export { webClock } from './time/web-clock.ts';
