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

/** The events of the city's own words; after the last two the engine knows others. */
export const FaqWordEvents = ['faq.wordProposed', 'faq.wordAccepted', 'faq.wordWithdrawn'] as const;
