export { openState, type PublishedRecord, publishedLocations, recordPublished } from './state.ts';
