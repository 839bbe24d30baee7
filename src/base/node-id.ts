/** A node's unique id as dbt writes it: `model.<package>.<name>`, `source.<package>.<source>.<table>`, … */
export type NodeId = string;

export type ResourceType =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'source'
  | 'test'
  | 'unit_test'
  | 'analysis'
  | 'exposure'
  | 'operation';
