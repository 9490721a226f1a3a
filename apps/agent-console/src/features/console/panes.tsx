import type { CallOffer, CurrentCall } from '@1999/telephony/contract';
import { EmptyState, QueryView } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { type Insertion, WrapUpForm } from '../call/wrap-up-form.tsx';
import { CaseForm } from '../case/case-form.tsx';
import { type CaseSubject, subjectOfCall, subjectOfChat } from '../case/case-subject.ts';
import type { CaseDraft } from '../case/case-values.ts';
import { LinkedCases } from '../case/linked-cases.tsx';
import { type Nearby, NearbyOrders } from '../case/nearby-orders.tsx';
import { useStoredDraft } from '../case/use-draft.ts';
import { ChatPane } from '../chat/chat-pane.tsx';
import { draftOfReport } from '../chat/draft-of-report.ts';
import { useChat } from '../chat/use-chats.ts';
import type { Front } from '../chat/use-front.ts';
import { CallerHistory } from '../history/caller-history.tsx';

type Call = CurrentCall | null | undefined;

/** Who it is and what was before, or what was written. */
export function CallerPane(props: {
  call: Call;
  offer: CallOffer | null | undefined;
  front: Front;
  numbers: Readonly<Record<string, number>>;
  insertion: Insertion | undefined;
  /** Takes what the citizen of the chat in front wrote last. */
  onHeard(words: string): void;
}) {
  const t = useT();
  const { call, offer, front, numbers, insertion, onHeard } = props;
  const { chatId } = front;
  if (chatId) {
    const number = numbers[chatId];
    return (
      <ChatPane
        key={chatId}
        chatId={chatId}
        number={number}
        insertion={insertion}
        onHeard={onHeard}
      />
    );
  }
  const shown = call ?? offer;
  if (!shown) return <EmptyState>{t('call.none')}</EmptyState>;
  return (
    <>
      <CallerHistory call={shown} />
      {call && (
        <LinkedCases
          key={call.callId}
          contactId={call.contactId}
          citizenId={call.citizen.citizenId}
        />
      )}
    </>
  );
}

type FormProps = Pick<
  Parameters<typeof CaseForm>[0],
  'onPlace' | 'onCanAttach' | 'likelyType' | 'onDescription'
>;

/** The case of the conversation in front, and below it how the conversation is filed. */
export function FormPane({
  call,
  front,
  insertion,
  onDone,
  ...form
}: FormProps & {
  call: Call;
  front: Front;
  insertion: Insertion | undefined;
  onDone(): void;
}) {
  const t = useT();
  if (front.chatId) {
    return <ChatForms key={front.chatId} chatId={front.chatId} onDone={onDone} {...form} />;
  }
  if (!call) return <EmptyState>{t('form.none')}</EmptyState>;
  return (
    <>
      <StoredCaseForm key={call.callId} subject={subjectOfCall(call)} report={null} {...form} />
      <WrapUpForm
        key={`${call.callId}.wrapUp`}
        draftId={call.legId}
        citizenId={call.citizen.citizenId}
        path={`/api/calls/${call.callId}/wrap-up`}
        isOver={call.state === 'ended' || !call.inCall}
        insertion={insertion}
        onDone={onDone}
      />
    </>
  );
}

function ChatForms({ chatId, onDone, ...form }: FormProps & { chatId: string; onDone(): void }) {
  const chat = useChat(chatId);
  return (
    <QueryView query={chat}>
      {(view) => (
        <>
          <StoredCaseForm subject={subjectOfChat(view)} report={view.report} {...form} />
          <WrapUpForm
            draftId={view.contactId}
            citizenId={view.citizenId}
            path={`/api/chats/${chatId}/wrap-up`}
            isOver={view.state === 'ended'}
            insertion={undefined}
            onDone={onDone}
          />
        </>
      )}
    </QueryView>
  );
}

function StoredCaseForm(
  props: FormProps & { subject: CaseSubject; report: Parameters<typeof draftOfReport>[1] },
) {
  const { report, ...form } = props;
  const stored = useStoredDraft(props.subject.refId);
  return (
    <QueryView query={stored}>
      {(data) => <CaseForm {...form} draft={draftOfReport(data, report)} />}
    </QueryView>
  );
}

/** Open orders near by, while there is a case to write. */
export function NearbyPane(props: {
  isOpen: boolean;
  place: Pick<CaseDraft, 'district' | 'point' | 'typeCode'>;
  onAttach: ((order: Nearby) => void) | undefined;
}) {
  const t = useT();
  if (!props.isOpen) return <EmptyState>{t('nearby.none')}</EmptyState>;
  return <NearbyOrders place={props.place} onAttach={props.onAttach} />;
}
