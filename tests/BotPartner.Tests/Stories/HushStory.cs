using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Stories;

/// <summary>What is written in a tension is read by whom it is for, and by nothing that watches the bot: neither log nor measurement nor trace
/// nor health, also when the store fails and when what it returns cannot be read; and it is in nobody else's file.</summary>
public abstract class HushStory(Store store)
{
    private const string Marker = "hush-7w1";

    [Fact]
    public async Task Nothing_that_watches_the_bot_learns_what_was_written()
    {
        using var watch = new Watch(Marker);
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (log, errors) = (new LoggedErrors(LogLevel.Trace), new ErringDocuments.Errors());
        stage.Adjust = builder =>
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter((_, _) => true);
            var real = builder.Services.Last(s => s.ServiceType == typeof(IDocuments)).ImplementationFactory!;
            builder.Services.Replace(ServiceDescriptor.Singleton<IDocuments>(services => new ErringDocuments((IDocuments)real(services), errors)));
        };
        await stage.Restart();
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Quarrel.Raises(stage, slack.Bo, "Ministry of Water", $"{Marker} what", $"{Marker} need");
        await Quarrel.Writes(stage, teams.Anna, "I have heard…", $"{Marker} heard");
        Assert.Contains($"{Marker} heard", Quarrel.Card(stage, slack.Bo).Read(), StringComparison.Ordinal);

        errors.Saving = _ => throw new StoreUnavailableException("the disk is full");
        await Tried("nothing can be written");
        errors.Saving = null;
        foreach (var (way, broken) in BrokenBody.Ways)
        {
            errors.Breaking = e => e.Kind == "tension" ? broken(e.Body, Marker) : null;
            await Tried($"it is {way}");
        }

        errors.Breaking = null;
        await stage.Jump(TimeSpan.FromDays(2));
        await Quarrel.Writes(stage, slack.Bo, "Propose a resolution…", $"{Marker} proposed");
        Assert.Contains($"{Marker} proposed", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        foreach (var file in (string[])["export decisions", "export me"])
        {
            await slack.Dana.Commands(slack.Partnership, "/partner", file);
            await stage.Pass(1);
        }

        Assert.NotEmpty(slack.Posts(slack.Dana.Direct).Concat(slack.Messages(slack.Partnership)).SelectMany(m => m.Files));
        await Unheard("at the end");
        Assert.True(watch.Measured > 0 && watch.Traced > 0, $"{watch.Measured} measurements, {watch.Traced} traces");

        async Task Tried(string when)
        {
            await slack.Bo.Commands(slack.Partnership, "/partner", $"conflict-protocol {Marker} again");
            await slack.Bo.Presses(Quarrel.Card(stage, slack.Bo), "Propose a resolution…");
            if (slack.Bo.Modal?.View.ToJsonString().Contains("\"block_id\":\"words\"", StringComparison.Ordinal) == true)
            {
                await slack.Bo.Submits(new Dictionary<string, string> { ["words"] = $"{Marker} lost" });
            }

            while (slack.Bo.Modal is not null)
            {
                await slack.Bo.Closes();
            }

            await slack.Bo.Commands(slack.Partnership, "/partner", "tensions");
            await stage.Answered();
            await stage.Pass(1);
            await Unheard(when);
        }

        async Task Unheard(string when)
        {
            Assert.All(log.Lines, line => Assert.False(line.Contains(Marker, StringComparison.Ordinal), $"when {when}: {line}"));
            Assert.Empty(watch.Heard);
            var others = Quarrel.Told(stage, slack.Dana) + Quarrel.Told(stage, slack.Femi) + Quarrel.Told(stage, teams.Elodie)
                + string.Concat(teams.Messages(teams.General).Where(m => m.From is null).Select(m => m.Read())) + string.Concat(slack.Posts(slack.Partnership).Select(m => m.Read()))
                + string.Concat(slack.Posts(slack.Dana.Direct).Concat(slack.Messages(slack.Partnership)).SelectMany(m => m.Files).Select(f => System.Text.Encoding.UTF8.GetString(f.Bytes)));
            Assert.DoesNotContain(Marker, others, StringComparison.Ordinal);
            using var browser = new HttpClient();
            foreach (var bot in stage.Bots)
            {
                using var ready = await browser.GetAsync(new Uri($"{bot.Urls.First()}/health/ready"));
                Assert.DoesNotContain(Marker, await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Listens to every instrument and every trace of the process, also the framework's, for a word.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly ConcurrentQueue<string> heard = [];
        private readonly MeterListener meters = new();
        private readonly ActivityListener traces;
        private readonly string word;
        private int measured;
        private int traced;

        public Watch(string word)
        {
            this.word = word;
            meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measure(instrument, tags));
            meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Measure(instrument, tags));
            meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measure(instrument, tags));
            meters.Start();
            traces = new()
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    Interlocked.Increment(ref traced);
                    Hear(activity.DisplayName, activity.StatusDescription);
                    Hear([.. activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)).Select(t => $"{t.Key}={t.Value}"), .. activity.Baggage.Select(b => b.Value)]);
                },
            };
            ActivitySource.AddActivityListener(traces);
        }

        /// <summary>Where the word was.</summary>
        public IEnumerable<string> Heard => heard;

        public int Measured => measured;

        public int Traced => traced;

        public void Dispose()
        {
            meters.Dispose();
            traces.Dispose();
        }

        private void Measure(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Interlocked.Increment(ref measured);
            Hear(instrument.Name);
            foreach (var tag in tags)
            {
                Hear($"{tag.Key}={tag.Value}");
            }
        }

        private void Hear(params IEnumerable<string?> told)
        {
            foreach (var line in told.Where(t => t?.Contains(word, StringComparison.Ordinal) == true))
            {
                heard.Enqueue(line!);
            }
        }
    }
}

public sealed class HushOnSqlite() : HushStory(Store.Sqlite);

public sealed class HushOnCosmos() : HushStory(Store.Cosmos);

public sealed class HushOnShared() : HushStory(Store.Shared);
