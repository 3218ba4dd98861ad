using Azure.Identity;
using BotPartner.Core.Documents;
using Microsoft.Azure.Cosmos;

namespace BotPartner.Storage.Cosmos;

/// <summary>Makes requests until there is an answer, within a budget. The client's own retries of throttled requests are off: this waits by our time.</summary>
internal sealed class Requests(CosmosOptions options, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private uint turn;

    /// <summary>One answer to one question.</summary>
    /// <param name="operation">Its name in metrics.</param>
    /// <param name="send">Makes one attempt.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="judge">What counts as an answer, if not the usual.</param>
    /// <exception cref="StoreUnavailableException">There was no answer within the budget.</exception>
    /// <exception cref="StoreRefusedException">There will never be one.</exception>
    public Task<Answer> Ask(
        string operation,
        Func<CancellationToken, Task<ResponseMessage>> send,
        CancellationToken cancellation,
        Func<Answer, Trouble?>? judge = null) => Run(
        operation,
        async patience =>
        {
            var (answer, _) = await Noted(operation, send, patience);
            return (answer, answer, (judge ?? Trouble.In)(answer));
        },
        doubt: (answer, doubtful) => answer with { Doubtful = doubtful },
        cancellation);

    /// <summary>The items that a query finds.</summary>
    /// <param name="operation">Its name in metrics.</param>
    /// <param name="query">Begins the query after a continuation that the service gave; from the start where that is null.</param>
    /// <param name="wanted">Whether an item counts.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">There was no answer within the budget.</exception>
    public Task<IReadOnlyList<Item>> Query(
        string operation, Func<string?, FeedIterator> query, Func<Item, bool> wanted, int take, CancellationToken cancellation) =>
        Query(operation, query, i => Item.Read(i, copy: true), wanted, take, cancellation);

    /// <summary>What a query finds, read in another way.</summary>
    public Task<IReadOnlyList<T>> Query<T>(
        string operation, Func<string?, FeedIterator> query, Func<ReadOnlyMemory<byte>, T> read, Func<T, bool> wanted, int take, CancellationToken cancellation)
    {
        var reached = new Reached<T>([], null, Over: false);
        return Run<IReadOnlyList<T>>(
            operation,
            async patience =>
            {
                for (var at = Volatile.Read(ref reached); !at.Ends(take); at = Volatile.Read(ref reached))
                {
                    if (at is { Continuation: null, Found.Count: > 0 })
                    {
                        // Nobody says where it goes on: from the start, with nothing.
                        Interlocked.CompareExchange(ref reached, at with { Found = [] }, at);
                        continue;
                    }

                    using var pages = query(at.Continuation);
                    for (var kept = true; kept && !at.Ends(take);)
                    {
                        var (page, continuation) = await Noted(operation, pages.ReadNextAsync, patience);
                        if (Trouble.InPage(page) is { } trouble)
                        {
                            return ([], page, trouble);
                        }

                        var more = Item.Split(page.Body).Select(read).Where(wanted).Take(take - at.Found.Count);
                        var next = new Reached<T>([.. at.Found, .. more], continuation, !pages.HasMoreResults);

                        // An attempt that was given up may still be at it: a page counts once, whoever brings it.
                        kept = Interlocked.CompareExchange(ref reached, next, at) == at;
                        at = next;
                    }
                }

                return (Volatile.Read(ref reached).Found, null, null);
            },
            doubt: (found, _) => found,
            cancellation);
    }

    private async Task<T> Run<T>(
        string operation, Func<CancellationToken, Task<(T Result, Answer? Last, Trouble? Trouble)>> attempt, Func<T, bool, T> doubt, CancellationToken cancellation)
    {
        var (started, doubtful) = (time.GetTimestamp(), false);
        for (var failures = 1; ; failures++)
        {
            var (trouble, after, status) = (Trouble.Silence, (TimeSpan?)null, 0);
            using var patience = new CancellationTokenSource(options.Attempt, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            try
            {
                // Not every wait inside the client heeds the token.
                var (result, last, found) = await attempt(either.Token).WaitAsync(either.Token);
                if (found is null)
                {
                    return doubt(result, doubtful);
                }

                (trouble, after, status) = (found, last?.RetryAfter, last is null ? 0 : (int)last.Status);
            }
            catch (CosmosException failed) when (Trouble.In(Answer.Of(failed)) is { } found)
            {
                (trouble, after, status) = (found, failed.RetryAfter, (int)failed.StatusCode);
            }
            catch (HttpRequestException failed)
            {
                trouble = Trouble.In(failed);
            }
            catch (AuthenticationFailedException)
            {
                trouble = Trouble.Nobody;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Out of patience.
            }

            doubtful |= trouble.Doubtful;
            var wait = after > TimeSpan.Zero ? after.Value : Pause(failures);
            Charges.Setback(operation, status);
            if (trouble.Bug)
            {
                throw new StoreRefusedException($"{trouble.Setting} {trouble.Words}.");
            }

            if (!trouble.Passes || time.GetElapsedTime(started) + wait >= options.Budget)
            {
                throw new StoreUnavailableException($"{trouble.Setting} {trouble.Words}.");
            }

            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>One attempt, with what it cost whatever came of it; of a page also where the next one begins.</summary>
    private async Task<(Answer Answer, string? Continuation)> Noted(
        string operation, Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            var response = await send(cancellation);
            var continuation = response.ContinuationToken;
            var answer = await Answer.Read(response, cancellation);
            Charges.Note(operation, (int)answer.Status, answer.Charge, time.GetElapsedTime(started));
            return (answer, continuation);
        }
        catch (CosmosException failed)
        {
            Charges.Note(operation, (int)failed.StatusCode, failed.RequestCharge, time.GetElapsedTime(started));
            throw;
        }
    }

    /// <summary>Longer each time, and not the same for all that failed together.</summary>
    private TimeSpan Pause(int failures)
    {
        var share = 0.5 + (Interlocked.Increment(ref turn) * 0.618 % 1 / 2);
        var whole = Shortest * Math.Pow(2, Math.Min(failures - 1, 10));
        return (whole < Longest ? whole : Longest) * share;
    }

    /// <summary>How far a query has come: what it found, and where it goes on.</summary>
    private sealed record Reached<T>(IReadOnlyList<T> Found, string? Continuation, bool Over)
    {
        public bool Ends(int take) => Over || Found.Count >= take;
    }
}
