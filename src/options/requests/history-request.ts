export interface HistoryRequest {
  readonly home?: string;
}
