export { openState, type PublishedRecord, recordPublished } from './state.ts';
