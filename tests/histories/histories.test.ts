import { holdHistories } from './hold-histories.ts';

holdHistories(0);
