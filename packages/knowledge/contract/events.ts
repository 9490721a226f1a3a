/** The journal's events after which the public's entries may be others. */
export const FaqEvents = [
  'faq.created',
  'faq.edited',
  'faq.submitted',
  'faq.published',
  'faq.withdrawn',
  'faq.expired',
] as const;

/** The other events of an entry: they leave its words as they are. */
export const FaqNotes = ['faq.reviewDue', 'faq.given', 'faq.rated', 'faq.texted'] as const;
