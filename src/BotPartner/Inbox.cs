using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Limits;
using BotPartner.Telemetry;

namespace BotPartner;

/// <summary>What became of a request.</summary>
/// <param name="Reply">What to answer.</param>
/// <param name="Settled">False if nothing can be promised: a platform that delivers again should be told to.</param>
public sealed record Handled(Reply Reply, bool Settled);

/// <summary>Where the adapters hand in requests: the router, behind what keeps it from being flooded, with the program's failures turned into answers.</summary>
public sealed partial class Inbox(Router router, Throttle throttle, TimeProvider time, ILogger<Inbox> log)
{
    /// <summary>Handles a request. Never throws but for cancellation: when it returns settled, the work is durable.</summary>
    public async Task<Handled> Handle(Request request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var correlation = Correlation.Begin(Correlation.Current?.Id, isRequest: true);
        var (began, handled, outcome) = (time.GetTimestamp(), (Handled?)null, "cancelled");
        try
        {
            (handled, outcome) = await Do(request, cancellation);
            return handled;
        }
        finally
        {
            Tell(request, handled, outcome, time.GetElapsedTime(began));
        }
    }

    private async Task<(Handled Handled, string Outcome)> Do(Request request, CancellationToken cancellation)
    {
        try
        {
            if (throttle.Refuse(request) is { } limited)
            {
                return (new(limited, Settled: true), "limited");
            }

            var reply = await router.Handle(request, cancellation);
            return (new(reply, Settled: true), reply.Refused || reply.Ballot == false ? "refused" : "done");
        }
        catch (StoreUnavailableException down)
        {
            LogStoreDown(log, down.Message, request.GetType().Name);
            return (new(Reply.Say(Text.Say("refusal.unavailable")), Settled: false), "unavailable");
        }
#pragma warning disable CA1031 // The person gets an answer whatever broke; the log gets the exception.
        catch (Exception bug) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogBroken(log, bug, request.GetType().Name);
            return (new(Reply.Say(Text.Say("refusal.broken")), Settled: true), "failed");
        }
    }

    private void Tell(Request request, Handled? handled, string outcome, TimeSpan took)
    {
        var platform = request.Place.Platform;
        if (handled?.Reply.Ballot is { } taken)
        {
            Measures.Vote(platform, taken);
        }

        var span = Spans.Request;
        var told = log.IsEnabled(LogLevel.Debug);
        if (span is null && !told && !Measures.Requested)
        {
            return;
        }

        var (kind, name) = (request.GetType().Name, router.NameOf(request));
        Measures.Request(kind, name, platform, outcome, took);
        if (told)
        {
            LogHandled(log, kind, name, platform, outcome, took.TotalMilliseconds);
        }

        if (span is not null)
        {
            span.DisplayName = name;
            span.SetTag("kind", kind).SetTag("request", name).SetTag("platform", platform).SetTag("outcome", outcome);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A {Kind} could not be handled: the store is not available ({Reason})")]
    private static partial void LogStoreDown(ILogger log, string reason, string kind);

    [LoggerMessage(2, LogLevel.Error, "A {Kind} could not be handled")]
    private static partial void LogBroken(ILogger log, Exception bug, string kind);

    [LoggerMessage(3, LogLevel.Debug, "A {Kind} for {Name} on {Platform}: {Outcome}, {Milliseconds:0.0} ms")]
    private static partial void LogHandled(ILogger log, string kind, string name, string platform, string outcome, double milliseconds);
}
