using System.Reflection;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Guidance;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Guidance;

/// <summary><c>help</c> knows who asks, and where: what it shows works for that person there.</summary>
public sealed class HelpSpecs
{
    private const string Reading = "partners decisions decision principles principle";
    private const string Own = "export.me forget.me";
    private const string Deciding = "decide record export.decisions close amend extend withdraw outcome principle.adopt principle.revise principle.retire milestones milestone milestone.add milestone.done celebrations export.celebrations kudos";
    private const string Speaking = "link leave reminders principle.acknowledge";
    private const string Answering = "invite admit delegate member.remove";
    private const string Placing = "language";

    private static readonly Texts Texts = Texts.Load();
    private static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);
    private static readonly Place Grove = new("north", "realm", "grove", PlaceKind.Group);
    private static readonly Place Field = new("north", "realm", "field", PlaceKind.Channel);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Cells() => new()
    {
        // Where no partnership meets.
        { "stranger", "field", "guide.unconnected", "setup connect:code join:code link:code" },
        { "north", "field", "guide.unconnected", $"setup connect:code join:code link:code {Own}" },

        // In one's own chat.
        { "stranger", "alone", "guide.none", "join:code link:code" },
        { "wanderer", "alone", "guide.several", $"join:code link:code {Own}" },
        { "member", "alone", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} vote:member role:who settings:read protocol:read tension.raise tensions digest:read" },
        { "delegate", "alone", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} vote mandate role:who settings:read protocol:read tension.raise tensions digest:read" },
        { "focal", "alone", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} {Answering} vote mandate role:focal settings:read protocol:read tension.raise tensions digest:read" },
        { "steward", "alone", "guide.you", $"{Reading} {Own} {Deciding} {Answering} role connect:give partner.add partner.remove partner.weight join link:code timezone:all settings protocol tensions digest:read" },

        { "guide", "alone", "guide.you", $"partners {Own} join link:code role:who protocol:read tensions digest:read" },

        // In a channel of all partners.
        { "stranger", "hall", "guide.stranger", $"{Reading} join link:code role:who audience:whose" },
        { "asked", "hall", "guide.asked", $"{Reading} {Own} reminders join link:code role:who audience:whose" },
        { "guide", "hall", "guide.you", $"{Reading} {Own} join link:code role:who audience:whose protocol:read tensions digest:read" },
        { "removed", "hall", "guide.stranger", $"{Reading} {Own} reminders join role:who audience:whose" },
        { "wanderer", "hall", "guide.stranger", $"{Reading} {Own} join link:code role:who audience:whose" },
        { "member", "hall", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} vote:member role:who settings:read protocol:read tension.raise tensions audience:whose digest:read" },
        { "delegate", "hall", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} vote mandate role:who settings:read protocol:read tension.raise tensions audience:whose digest:read" },
        { "focal", "hall", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} {Answering} {Placing} vote mandate role:focal timezone:here settings:read protocol:read tension.raise tensions audience:whose digest" },
        { "steward", "hall", "guide.you", $"{Reading} {Own} {Deciding} {Answering} {Placing} audience role connect:give partner.add partner.remove partner.weight join link:code timezone settings protocol tensions digest" },

        // In the space of another constituency, and in that of one's own.
        { "delegate", "grove", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} vote mandate role:who settings:read protocol:read tension.raise tensions audience:whose digest:read" },
        { "focal", "grove", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} {Answering} vote mandate role:focal settings:read protocol:read tension.raise tensions audience:whose digest:read" },
        { "river", "grove", "guide.you", $"{Reading} {Own} {Deciding} {Speaking} {Answering} {Placing} audience vote mandate role:focal timezone:here settings:read protocol:read tension.raise tensions digest" },
    };

    public static TheoryData<string, string> Everywhere() =>
        new(from who in new[] { "stranger", "asked", "member", "delegate", "focal", "river", "steward", "north", "wanderer", "guide", "removed" }
            from place in new[] { "field", "hall", "grove", "alone" }
            select (who, place));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_is_shown_what_they_may_do_there(string who, string where, string said, string lines)
    {
        var (chamber, desk) = await Open();
        var card = await Help(chamber, desk, who, where);
        Assert.Equal(lines.Split(' ').Order(), Verbs(card).Order());
        Assert.Equal(said, ((Text.Said)((Element.Paragraph)card.Elements[0]).Text).Key);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task What_is_shown_is_never_refused_for_who_asks_or_where(string who, string where)
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "decide First | majority | closes in 3d"));
        foreach (var verb in Verbs(await Help(chamber, desk, who, where)))
        {
            // Some leave the place, or the person, not as it was.
            var (other, there) = verb is "setup" or "join" or "audience" ? await Open() : (chamber, desk);
            var reply = await there.Do(Said(other, who, where, Typed(verb)));
            Assert.All(reply.Keys(), k => Assert.DoesNotMatch("^refusal\\.(stewards-only|stranger|not-connected|no-partnership|which-partnership|setup-in|connect-in|place|admit|invite|remove|delegate|not-delegate|audience)", k));
        }
    }

    [Fact]
    public void Of_every_command_in_the_help_it_is_known_whom_it_serves()
    {
        var router = typeof(Chamber.Desk).GetProperty(nameof(Chamber.Desk.Router), BindingFlags.Instance | BindingFlags.Public)!;
        var commands = ((Router)router.GetValue(new Chamber().Process())!).Commands.Where(c => c.Order is not null).Select(c => c.Verb);
        Assert.Equal(commands.Order(), Offers.Known.Order());
    }

    [Fact]
    public void Every_part_of_a_command_that_is_offered_has_its_texts()
    {
        var person = Chamber.Delegate("x");
        Assert.All(
            from steward in new[] { true, false }
            from member in new Member?[] { null, new(person, "x", "X", Standing.Admitted, default), new(person, "x", "X", Standing.Admitted, default) { Delegate = true, FocalPoint = true } }
            let seat = new Seat("p", new Partnership("R", "UTC", steward ? [person] : [], [], default), person, member)
            from at in new Standpoint[] { new(null, null, PlaceKind.Channel, 0), new(null, null, PlaceKind.Personal, 2), new(seat, null, PlaceKind.Personal, 0), new(seat, new(seat, new(Hall, "en"), null), PlaceKind.Channel, 0) }
            from verb in Offers.Known
            let offer = Offers.Of(verb, at)
            where offer is not null
            select offer,
            o => Assert.All(new[] { o.Usage, o.Does }.Cast<Text.Said>(), t => Assert.True(Texts.Has(t.Key), t.Key)));
    }

    [Fact]
    public async Task The_button_and_saying_nothing_show_the_same_and_help_on_one_command_shows_all_of_it()
    {
        var (chamber, desk) = await Open();
        var shown = Verbs(await Help(chamber, desk, "member", "hall"));
        Assert.Equal(shown, Verbs(((Reply.Show)await desk.Do(chamber.Press("member", "help", []))).Card));
        Assert.Equal(shown, Verbs(((Reply.Show)await desk.Do(chamber.Say("member", "  "))).Card));
        Assert.Equal(["setup"], Verbs(((Reply.Show)await desk.Do(chamber.Say("member", "help setup"))).Card));
        Assert.Equal(["vote"], Verbs(((Reply.Show)await desk.Do(chamber.Say("member", "help vote"))).Card));
    }

    [Fact]
    public async Task Where_the_store_does_not_answer_all_commands_are_shown()
    {
        var (chamber, _) = await Open();
        var desk = chamber.Process(new Unreachable());
        Assert.Equal(Offers.Known.Order(), Verbs(await Help(chamber, desk, "member", "hall")).Order());
    }

    private static Request.Said Said(Chamber chamber, string who, string where, string words) => chamber.Say(who, words) with
    {
        Place = where switch { "hall" => Hall, "grove" => Grove, "field" => Field, _ => Chamber.Delegate(who).Direct },
        Mentions = words.Contains('@', StringComparison.Ordinal) ? [Chamber.Delegate("south")] : [],
    };

    private static async Task<Card> Help(Chamber chamber, Chamber.Desk desk, string who, string where) =>
        ((Reply.Show)await desk.Do(Said(chamber, who, where, "help"))).Card;

    /// <summary>The commands of a help card, each with the part that is shown of it.</summary>
    private static string[] Verbs(Card card) => [.. card.Elements.OfType<Element.Facts>().SelectMany(f => f.Lines).Select(l => ((Text.Said)l.Label).Key.Split('.') switch
    {
        ["usage", .. var verb] => string.Join('.', verb),
        ["offer", .. var verb, var part, _] => $"{string.Join('.', verb)}:{part}",
        var other => string.Join('.', other),
    })];

    /// <summary>The command as it may be typed.</summary>
    private static string Typed(string shown) => shown switch
    {
        "setup" => "setup Another",
        "connect:code" => "connect AAAAA-AAAAA",
        "join" => "join west",
        "join:code" => "join AAAAA-AAAAA",
        "link:code" => "link AAAAA-AAAAA",
        "role" => "role @south delegate",
        "timezone" or "timezone:all" => "timezone Africa/Dakar",
        "timezone:here" => "timezone here Africa/Dakar",
        "language" => "language fr",
        "audience" => "audience all",
        "vote" => "vote 1 for",
        "mandate" => "mandate 1 to west",
        "settings" => "settings cap 30%",
        var other => Texts.Raw($"verb.{other.Split(':')[0]}", "en").Split('|')[0],
    };

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "partner add Rivers as civil society"));
        await chamber.Joins("member", "south");
        await chamber.Joins("delegate", "south", delegates: true);
        await chamber.Joins("focal", "south", delegates: true);
        await chamber.Joins("river", "Rivers", delegates: true);
        foreach (var words in new[] { "role @focal focal", "role @river focal", "role @steward steward", "role @guide facilitator" })
        {
            await desk.Do(chamber.Say("north", words) with { Mentions = [Chamber.Delegate(words.Split('@', ' ')[2])] });
        }

        await desk.Do(chamber.Say("asked", "join west"));
        await chamber.Joins("removed", "south");
        await desk.Do(chamber.Say("north", "member remove @removed") with { Mentions = [Chamber.Delegate("removed")] });
        await desk.Do(chamber.Say("north", $"connect {(await desk.Do(chamber.Say("north", "connect"))).Code()}") with { Place = Grove });
        await desk.Do(chamber.Say("north", "audience civil society") with { Place = Grove });
        foreach (var who in new[] { "north", "member", "delegate", "focal", "river", "steward" })
        {
            await chamber.Knows(who);
        }

        var wanderer = Kinds.PersonKey(Chamber.Delegate("wanderer"));
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Person, wanderer, null, _ => Kinds.Person.New(wanderer, new(["p", "q"])), Stop);
        return (chamber, desk);
    }

    private sealed class Unreachable : IDocuments
    {
        public Task<Entry?> Find(Key key, CancellationToken cancellation) => throw new StoreUnavailableException("away");

        public Task<string?> Save(Entry entry, CancellationToken cancellation) => throw new StoreUnavailableException("away");

        public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => throw new StoreUnavailableException("away");

        public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) => throw new StoreUnavailableException("away");

        public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => throw new StoreUnavailableException("away");
    }
}
