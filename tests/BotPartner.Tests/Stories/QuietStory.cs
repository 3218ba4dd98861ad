using BotPartner.Core.Documents;
using BotPartner.Sandbox.Slack;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Stories;

/// <summary>
/// What a vote hides is not told by what goes wrong either: refusals, forged and late requests, a store that fails, documents that cannot be
/// read. Looked at is all that others are told (channels, their own chats, private answers, forms), every line of the log down to the finest,
/// with its exceptions, and what <c>/health</c> says. There is no other log, for audits or of any kind.
/// </summary>
public abstract class QuietStory(Store store)
{
    private const string Reason = "the quay is too low";
    private const string Principle = "room for the tide";
    private const string Choice = "Hillside";

    // What can be chosen is no secret; a file is one line.
    private const string Exported = "\"options\":[\"Harbour\",\"Hillside\"]";

    // Of both confirmations, that of the box and that of the urn.
    private const string Confirmed = "Dakar City on decision 1: ";

    // Every verb that can have to do with a ballot; those that end the decision come last.
    private static readonly string[] Verbs =
    [
        "vote 1", "vote 1 Harbour", "decision 1", "decisions", "decision 1 table", "record 1", "export decisions", "export me", "forget me",
        "mandate 1 to Dakar City", "extend 1 3d", "outcome 1 Agreed", "amend 1 Where to build it", "withdraw 1", "close 1",
    ];

    [Theory]
    [InlineData("sealed", "choose Harbour; Hillside", Choice)]
    [InlineData("anonymous", "choose Harbour; Hillside", Choice)]
    [InlineData("sealed", "consent", "object")]
    public async Task Whatever_goes_wrong_with_it_nobody_is_told_what_was_voted(string visibility, string method, string choice)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (log, errors) = await Erring(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Says(teams.General, $"@BotPartner decide Where to build | {method} | {visibility} | quorum 60% | closes in 3d");
        await stage.Pass(2);
        var (inTeams, inSlack) = Founded.Cards(stage);
        var known = await Before(stage, inSlack);
        var ballot = choice == Choice
            ? new Dictionary<string, string> { ["choice"] = choice, ["reason"] = Reason }
            : new() { ["choice"] = choice, ["reason"] = Reason, ["principle"] = Principle };

        // Refused, then given.
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 {choice}: {new string('x', 1500)} {Reason}");
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 hill, {Reason}");
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 7 {choice}: {Reason}");
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 {choice}: {Reason}");
        await slack.Bo.Presses(inSlack, inSlack.Buttons[^2] is "Vote with a reason…" ? inSlack.Buttons[^2] : inSlack.Buttons.First(b => b.StartsWith("Vote", StringComparison.Ordinal)));
        var given = await slack.Bo.Submits(ballot);
        Assert.Contains(Confirmed, slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        await Quiet("when it is cast");

        // Said again, by somebody else's hand, and out of date.
        await slack.Replays(given.Delivery);
        await slack.Bo.Forging(new() { WrongSecret = true }).Commands(slack.Partnership, "/partner", $"vote 1 {choice}: {Reason}");
        await slack.Bo.Forging(new() { Tampered = true }).Presses(inSlack, inSlack.Buttons[0]);
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 {choice}: {Reason}");
        await teams.Chidi.Says(teams.General, $"@BotPartner vote 1 {choice}");
        await Quiet("when it is forged and repeated");

        // The store fails: with words for it, or as nobody foresaw; when it is asked, or only when it writes.
        errors.Calling = () => throw new StoreUnavailableException("the disk is full");
        await All("the store is down", Verbs);
        errors.Calling = () => throw new InvalidOperationException("a bug");
        await All("the store is broken", Verbs);
        errors.Calling = null;
        errors.Saving = _ => throw new StoreUnavailableException("the disk is full");
        await All("nothing can be written", Verbs);
        errors.Saving = null;

        // Documents cannot be read. Where the decision's own cannot, nothing ends it.
        foreach (var (way, broken) in BrokenBody.Ways)
        {
            errors.Breaking = e => e.Kind == "decision" ? broken(e.Body, Reason) : null;
            await All($"a decision is {way}", Verbs);
            errors.Breaking = e => e.Kind is "box" or "mandates" or "electorate" or "chain" or "record" ? broken(e.Body, Reason) : null;
            await All($"a box is {way}", way == BrokenBody.Ways.Keys.Last() ? Verbs : Verbs[..^3]);
        }

        // It is closing now and its boxes cannot be read: late ballots, and whatever the clock makes of it.
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 {choice}: {Reason}");
        await stage.Jump(TimeSpan.FromDays(4));
        await All("it cannot be counted", Verbs);
        Assert.Contains(log.Lines, l => l.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("the disk is full", StringComparison.Ordinal));

        async Task All(string when, IEnumerable<string> verbs)
        {
            foreach (var verb in verbs)
            {
                await slack.Dana.Commands(slack.Partnership, "/partner", verb);
                await teams.Anna.Says(verb);
                await teams.Elodie.Says(verb);
                await stage.Answered();
            }

            await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 {choice}: {Reason}");
            await slack.Replays(given.Delivery);
            foreach (var bot in stage.Bots)
            {
                using var browser = new HttpClient();
                Assert.DoesNotContain(Reason, await browser.GetStringAsync(new Uri($"{bot.Urls.First()}/health/live")), StringComparison.Ordinal);
                using var ready = await browser.GetAsync(new Uri($"{bot.Urls.First()}/health/ready"));
                Tells(when, await ready.Content.ReadAsStringAsync());
            }

            await Quiet(when);
        }

        async Task Quiet(string when)
        {
            await stage.Answered();
            try
            {
                await stage.Pass(1);
            }
            catch (StoreUnavailableException) when (errors.Calling is not null)
            {
                // The clock asked the store; its loop would go on.
            }
            catch (InvalidOperationException) when (errors.Calling is not null)
            {
                // The same.
            }

            Assert.All(Told(stage).Except(known), line => Tells(when, line));
            Assert.All(log.Lines, line => Tells(when, line));
        }
    }

    /// <summary>Fails if a line holds anything of the ballot.</summary>
    private static void Tells(string when, string line) => Assert.False(
        new[] { Reason, Principle, Choice, "Bo Lind" }.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)), $"when {when}: {line}");

    /// <summary>All that others could read before anybody voted, the forms included.</summary>
    private static async Task<HashSet<string>> Before(Stage stage, SlackMessage card)
    {
        foreach (var person in new[] { stage.Teams.Anna, stage.Teams.Elodie })
        {
            await person.Says("vote 1");
            await person.Says("vote 1 Harbour: because");
            await person.Says("decision 1");
        }

        await stage.Slack.Dana.Presses(card, card.Buttons.First(b => b.StartsWith("Vote", StringComparison.Ordinal)));
        await stage.Pass(1);
        return [.. Told(stage)];
    }

    /// <summary>All that others than the voter were told, line by line, with what was later replaced.</summary>
    private static IEnumerable<string> Told(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        var inTeams = new[] { teams.General, teams.Anna.Chat, teams.Elodie.Chat, teams.Chidi.Chat }
            .SelectMany(teams.Messages).Where(m => m.From is null).SelectMany(m => m.Revisions.Select(r => r.PlainText()));
        var inSlack = new[] { slack.Partnership, slack.Dana.Direct, slack.Femi.Direct }
            .SelectMany(c => c.Messages).Where(m => m.From is null && m.OnlyFor != slack.Bo.Account).SelectMany(m => m.Revisions.Select(r => r.PlainText()));
        return inTeams.Concat(inSlack).Concat(slack.Dana.Modals.Select(m => m.PlainText())).SelectMany(t => t.Split('\n'))
            .Select(l => l.Replace(Exported, "", StringComparison.Ordinal));
    }

    /// <summary>The bot again, with a log that tells everything, on a store that goes wrong when it is told to.</summary>
    private static async Task<(LoggedErrors Log, ErringDocuments.Errors Errors)> Erring(Stage stage)
    {
        var (log, errors) = (new LoggedErrors(LogLevel.Trace), new ErringDocuments.Errors());
        stage.Adjust = builder =>
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter((_, _) => true);
            var real = builder.Services.Last(s => s.ServiceType == typeof(IDocuments)).ImplementationFactory!;
            builder.Services.Replace(ServiceDescriptor.Singleton<IDocuments>(services => new ErringDocuments((IDocuments)real(services), errors)));
        };
        await stage.Restart();
        return (log, errors);
    }
}

public sealed class QuietOnSqlite() : QuietStory(Store.Sqlite);

public sealed class QuietOnCosmos() : QuietStory(Store.Cosmos);

public sealed class QuietOnShared() : QuietStory(Store.Shared);
