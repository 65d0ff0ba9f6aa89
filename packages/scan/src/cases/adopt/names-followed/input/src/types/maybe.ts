export type Maybe<Value> = Value | null;
