import '@1999/web-kit/zod-without-eval';
import { startApp } from '@1999/web-kit';
import { App } from './app.tsx';
import { lingui } from './i18n.ts';
import './phone.css';

void startApp(lingui, <App />);
