import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';

/** The ways to somebody who knows more: the chat, and the telephone. */
export function AskPerson() {
  const t = useT();
  return (
    <section className="faq-person" aria-labelledby="faq-person">
      <h2 id="faq-person">{t('faq.person')}</h2>
      <p className="faq-person-ways">
        <Link to="/chat" className="button button-secondary button-large">
          {t('faq.chat')}
        </Link>
        <Link to="/call" className="button button-secondary button-large">
          {t('faq.call')}
        </Link>
        <a href="tel:1999" className="button button-secondary button-large">
          {t('home.dial')}
        </a>
      </p>
    </section>
  );
}
