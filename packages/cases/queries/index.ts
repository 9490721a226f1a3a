export { attachmentById } from './attachments.ts';
export { agencyMayRead, caseReaders, holdToScope } from './case-access.ts';
export { caseHistory } from './case-history.ts';
export { caseFacts, caseView, citizenView } from './case-view.ts';
export { casesOfCitizen, citizenHistory } from './citizen-history.ts';
export { contactByRef, contactHasCase } from './contacts.ts';
export { matterById, mattersOf } from './matters.ts';
export { publicStatus } from './public-status.ts';
export { districts, matterTypeByCode, matterTypes } from './reference.ts';
