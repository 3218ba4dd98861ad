using System.Diagnostics;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Telemetry;

namespace BotPartner.Workers;

/// <summary>Wakes documents, each time under the correlation id of the request that they are woken for, or under one of its own.</summary>
public sealed partial class Wakes(Router router, Change change, IIds ids, ILogger<Wakes> log)
{
    /// <summary>Whether documents of a kind are woken each by itself.</summary>
    public bool Apart(string kind) => router.WakesApart(kind);

    /// <summary>Wakes documents of one kind.</summary>
    /// <returns>False if no feature knows the kind.</returns>
    public async Task<bool> Run(string kind, IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        var causes = change.CausesOf(due);
        var id = causes.Count > 0 && (causes.Count == 1 || due.Count == 1) ? causes[0] : Correlation.New(ids);
        using var correlation = Correlation.Begin(id);
        using var span = Spans.Later("wake", ActivityKind.Internal, id, causes);
        span?.SetTag("kind", kind);
        if (log.IsEnabled(LogLevel.Debug))
        {
            LogWoken(log, due.Count, kind, string.Join(' ', causes));
        }

        return await router.Wake(kind, due, cancellation);
    }

    [LoggerMessage(65, LogLevel.Debug, "Woken: {Count} of {Kind}, for {Causes}")]
    private static partial void LogWoken(ILogger log, int count, string kind, string causes);
}
