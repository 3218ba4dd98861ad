using System.Collections.Concurrent;
using System.Diagnostics;
using BotPartner.Telemetry;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Stories;

/// <summary>One id leads from what somebody did to what everybody was sent because of it, in the log and in the traces.</summary>
public sealed class CorrelationSpecs
{
    [Fact]
    public async Task A_proposal_and_a_vote_share_their_ids_with_what_is_sent_because_of_them()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Spans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await Follows(spans);
    }

    [Fact]
    public Task Where_nothing_is_traced_they_do_so_too() => Follows(null);

    private static async Task Follows(ConcurrentQueue<Activity>? spans)
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        await Founded.Across(stage);
        var log = new Correlated();
        stage.Adjust = builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug).AddFilter<Correlated>((_, _) => true);
        await stage.Restart();
        var (inTeams, inSlack) = await Founded.Put(stage);
        var put = log.Of("Said for decide on slack: done");
        Assert.Equal(2, log.Lines.Count(l => l.Id == put && l.Words.StartsWith("A card of a decision was sent to", StringComparison.Ordinal)));
        await stage.Pass(3);
        foreach (var (vote, platform) in new (Func<Task>, string)[]
        {
            (() => stage.Slack.Bo.Presses(inSlack, inSlack.Buttons[0]), "slack"),
            (() => stage.Teams.Elodie.Presses(inTeams, inTeams.Buttons[0]), "teams"),
        })
        {
            log.Forget();
            await vote();
            await stage.Pass(3);
            var id = log.Of($"Pressed for decision.cast on {platform}: done");
            Assert.NotEqual(put, id);
            Assert.Equal(
                ["A card of a decision was sent to slack", "A card of a decision was sent to teams"],
                log.Lines.Where(l => l.Id == id && l.Words.Contains(" was sent to ", StringComparison.Ordinal)).Select(l => l.Words).Order(StringComparer.Ordinal));
            if (spans is not null)
            {
                var trace = spans.Where(s => s.TraceId.ToHexString() == id).ToArray();
                var request = Assert.Single(trace, s => s.Kind == ActivityKind.Server);
                Assert.Equal(("decision.cast", platform), (request.DisplayName, request.GetTagItem("platform")));
                Assert.Equal(2, trace.Count(s => s.DisplayName == "edit" && (string?)s.GetTagItem("outcome") == "sent" && s.ParentSpanId == request.SpanId));
                Assert.Contains(trace, s => s.DisplayName == "store save" && s.ParentSpanId == request.SpanId);
            }
        }

        Assert.Matches("^[0-9a-f]{32}$", put);
    }

    /// <summary>Lines with the id that they carry.</summary>
    private sealed class Correlated : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private readonly ConcurrentQueue<(string? Id, string Words)> lines = new();
        private IExternalScopeProvider? scopes;

        public IReadOnlyList<(string? Id, string Words)> Lines => [.. lines];

        public string Of(string beginning) => Assert.Single(Lines, l => l.Words.Contains(beginning, StringComparison.Ordinal)).Id!;

        public void Forget() => lines.Clear();

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var found = new List<string?>();
            scopes?.ForEachScope(
                (scope, all) => all.AddRange((scope as IEnumerable<KeyValuePair<string, object?>> ?? []).Where(p => p.Key == "Correlation").Select(p => (string?)p.Value)), found);
            lines.Enqueue((found.SingleOrDefault(), formatter(state, exception)));
        }

        public void Dispose()
        {
        }
    }
}
