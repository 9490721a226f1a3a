import '@1999/web-kit/zod-without-eval';
import { startApp } from '@1999/web-kit';
import { RouterProvider } from '@tanstack/react-router';
import { i18n } from './messages/index.ts';
import { keepDeviceToOnePerson } from './offline/keep-device-to-one-person.ts';
import { router } from './routes/router.tsx';

keepDeviceToOnePerson();
void startApp(i18n.lingui, <RouterProvider router={router} />);
