using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner;

/// <summary>What became of a request.</summary>
/// <param name="Reply">What to answer.</param>
/// <param name="Settled">False if nothing can be promised: a platform that delivers again should be told to.</param>
public sealed record Handled(Reply Reply, bool Settled);

/// <summary>Where the adapters hand in requests: the router, with the program's failures turned into answers.</summary>
public sealed partial class Inbox(Router router, ILogger<Inbox> log)
{
    /// <summary>Handles a request. Never throws but for cancellation: when it returns settled, the work is durable.</summary>
    public async Task<Handled> Handle(Request request, CancellationToken cancellation)
    {
        try
        {
            return new(await router.Handle(request, cancellation), Settled: true);
        }
        catch (StoreUnavailableException down)
        {
            LogStoreDown(log, down.Message, request.GetType().Name);
            return new(Reply.Say(Text.Say("refusal.unavailable")), Settled: false);
        }
#pragma warning disable CA1031 // The person gets an answer whatever broke; the log gets the exception.
        catch (Exception bug) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogBroken(log, bug, request.GetType().Name);
            return new(Reply.Say(Text.Say("refusal.broken")), Settled: true);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A {Kind} could not be handled: the store is not available ({Reason})")]
    private static partial void LogStoreDown(ILogger log, string reason, string kind);

    [LoggerMessage(2, LogLevel.Error, "A {Kind} could not be handled")]
    private static partial void LogBroken(ILogger log, Exception bug, string kind);
}
