import type { OrderView } from '@1999/dispatch/contract';
import { Card, Facts, MapLink, Time, useName, useOrderWord, useUser } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';

/** What an order is about, whose it is, and what became of it. */
export function OrderFacts({ order }: { order: OrderView }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  const supervises = useUser().role !== 'inspector';
  const { lat, lng, handOff, release } = order;
  const district = name(order.districtZh, order.districtEn);
  const place = [district, order.village, order.address, order.landmark].filter(Boolean);
  const citizen = [order.citizen.name, order.citizen.phone].filter(Boolean);
  const told = (reason: string | null) => reason ?? t('order.erased');
  const handedTo = handOff && `${t(`order.handOff.${handOff.body}`)} ${handOff.officer ?? ''}`;
  const facts: [name: string, value: React.ReactNode][] = [
    [t('order.state'), word('order', order.state)],
    [t('order.agency'), name(order.agencyZh, order.agencyEn)],
    [t('order.place'), place.join(' ')],
    [t('order.map'), lat !== null && lng !== null && <MapLink lat={lat} lng={lng} />],
    [t('order.issuedAt'), <Time key="issued" at={order.issuedAt} />],
    [t('order.case'), order.caseNumber],
    [t('order.incident'), order.incidentId && supervises && <IncidentLink id={order.incidentId} />],
    [t('order.followUpOf'), order.followUpOfId && <OrderLink id={order.followUpOfId} />],
    [t('order.followUp'), order.followUpId && <OrderLink id={order.followUpId} />],
    [t('order.citizen'), citizen.join(' ') || t('board.noFigure')],
    [t('order.instructions'), order.instructions],
    [t('order.report'), order.report?.text],
    [t('order.needsVerification'), order.needsVerification && t('order.needsVerification.yes')],
    ...order.refusals.map(({ reason }): [string, string] => [t('order.refused'), told(reason)]),
    [t('order.handOff'), handedTo],
    [t('order.release'), release?.reason],
    [t('order.petition'), order.petition && told(order.petition.reason)],
    [t('order.ruling'), order.ruling && told(order.ruling.reason)],
    ...order.returns.map(({ reason }): [string, string] => [t('order.returned'), told(reason)]),
  ];
  return (
    <Card title={name(order.typeZh, order.typeEn)}>
      <p>{told(order.description)}</p>
      <Facts items={facts.flatMap(([title, value]) => (value ? [{ name: title, value }] : []))} />
    </Card>
  );
}

function IncidentLink({ id }: { id: string }) {
  const t = useT();
  return (
    <Link to="/incidents/$incidentId" params={{ incidentId: id }}>
      {t('order.incident.open')}
    </Link>
  );
}

function OrderLink({ id }: { id: string }) {
  const t = useT();
  return (
    <Link to="/orders/$orderId" params={{ orderId: id }}>
      {t('order.open')}
    </Link>
  );
}
