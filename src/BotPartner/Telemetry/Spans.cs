using System.Diagnostics;
using BotPartner.Core.Documents;

namespace BotPartner.Telemetry;

/// <summary>The bot's traces: a request, what it did in the store, and what was sent because of it. Tags as in <see cref="Measures"/>.</summary>
internal static class Spans
{
    /// <summary>The name of their source.</summary>
    public const string SourceName = "BotPartner";

    private const int Remembered = 4096;
    private static readonly ActivitySource Source = new(SourceName);

    // Where requests of this process stand in their traces, so that what is sent later joins them.
    private static readonly Bounded<ActivityContext> Roots = new(Remembered);

    /// <summary>The span of the request that is being handled, if it is traced.</summary>
    public static Activity? Request => Activity.Current is { } current && current.Source == Source && current.Kind == ActivityKind.Server ? current : null;

    /// <summary>A request came in. What others say of its trace is not heard: they are strangers.</summary>
    public static Activity? Arrive()
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var around = Activity.Current;
        Activity.Current = null;
        if (Source.StartActivity("request", ActivityKind.Server) is not { } span)
        {
            Activity.Current = around;
            return null;
        }

        Roots.Set(span.TraceId.ToHexString(), span.Context);
        return span;
    }

    /// <summary>A part of what is being traced here; null if nothing is.</summary>
    public static Activity? Within(string name, ActivityKind kind) => Activity.Current is null ? null : Source.StartActivity(name, kind);

    /// <summary>Something that follows later: in the trace of its request where that is known, else in one of its own.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="kind">Whether it goes out.</param>
    /// <param name="correlation">What it follows from, as <see cref="Correlation.Id"/>.</param>
    /// <param name="others">What else it follows from.</param>
    public static Activity? Later(string name, ActivityKind kind, string? correlation, IEnumerable<string>? others = null)
    {
        if (!Source.HasListeners() || Measures.Silent)
        {
            return null;
        }

        Activity.Current = null;
        var parent = correlation is not null && Roots.TryGet(correlation, out var root) ? root : default;
        var links = (others ?? []).Where(o => o != correlation).Select(o => Roots.TryGet(o, out var other) ? other : default).Where(o => o != default).Select(o => new ActivityLink(o));
        var span = Source.StartActivity(name, kind, parent, links: [.. links]);
        span?.SetTag("correlation", correlation);
        return span;
    }
}
