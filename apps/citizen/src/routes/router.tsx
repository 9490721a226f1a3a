import { CrashPage, NotFoundPage, PageShell } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { z } from 'zod';
import { CallPage } from '../features/call/call-page.tsx';
import { ChatPage } from '../features/chat/chat-page.tsx';
import { FaqEntryPage } from '../features/faq/faq-entry-page.tsx';
import { FaqPage } from '../features/faq/faq-page.tsx';
import { HomePage } from '../features/home/home-page.tsx';
import { SurveyPage } from '../features/survey/survey-page.tsx';
import { TrackPage } from '../features/track/track-page.tsx';
import { useT } from '../messages/index.ts';

function Shell() {
  const t = useT();
  return (
    <PageShell appName={t('app.name')} homeHref="/" live={false}>
      <Outlet />
    </PageShell>
  );
}

const root = createRootRoute({ component: Shell });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const call = createRoute({ getParentRoute: () => root, path: '/call', component: CallPage });

/** Ask, report and track in writing; with `relay`, call in writing. */
const chat = createRoute({
  getParentRoute: () => root,
  path: '/chat',
  validateSearch: z.object({ relay: z.boolean().optional().catch(undefined) }),
  component: function Chat() {
    const { relay = false } = chat.useSearch();
    return <ChatPage relay={relay} />;
  },
});

const track = createRoute({ getParentRoute: () => root, path: '/track', component: TrackPage });

const short = (max: number) => z.string().max(max).optional().catch(undefined);

const faq = createRoute({
  getParentRoute: () => root,
  path: '/faq',
  validateSearch: z.object({ q: short(500), category: short(60) }),
  component: function Faq() {
    const { q, category } = faq.useSearch();
    return <FaqPage key={`${category}\n${q}`} q={q?.trim() ?? ''} category={category ?? ''} />;
  },
});

const faqEntry = createRoute({
  getParentRoute: () => root,
  path: '/faq/$faqId',
  component: function FaqEntry() {
    const { faqId } = faqEntry.useParams();
    return <FaqEntryPage key={faqId} faqId={faqId} />;
  },
});

/** Where the link in the text message leads. */
const survey = createRoute({
  getParentRoute: () => root,
  path: '/s/$code',
  component: function Survey() {
    const { code } = survey.useParams();
    return <SurveyPage code={code} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([home, call, chat, track, faq, faqEntry, survey]),
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/" />,
  defaultErrorComponent: CrashPage,
});
