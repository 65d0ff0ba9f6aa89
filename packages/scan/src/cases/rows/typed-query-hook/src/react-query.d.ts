declare module '@tanstack/react-query' {
  type QueryFunction<T> = (context: { queryKey: readonly unknown[] }) => T | Promise<T>;
  interface UseQueryOptions<TQueryFnData = unknown, TError = Error, TData = TQueryFnData> {
    queryKey: readonly unknown[];
    queryFn?: QueryFunction<TQueryFnData>;
    select?: (data: TQueryFnData) => TData;
    enabled?: boolean;
  }
  interface UseQueryResult<TData = unknown, TError = Error> {
    data: TData | undefined;
    error: TError | null;
    refetch: (options?: object) => Promise<UseQueryResult<TData, TError>>;
  }
  export function useQuery<TQueryFnData = unknown, TError = Error, TData = TQueryFnData>(
    options: UseQueryOptions<TQueryFnData, TError, TData>,
  ): UseQueryResult<NoInfer<TData>, TError>;
}
