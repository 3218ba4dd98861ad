using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Tests.Access;

/// <summary>What came back through a client may be anything. Every button and form of <see cref="Rights"/>, by somebody who may, with something
/// else than it carried.</summary>
public sealed class ForgedSpecs
{
    private static readonly string[] Garbage = ["", " ", "-", "-1", "0", "99999999999999999999", "x", "../../q", "a/b?c#d\\e", "\u0000", "p\n", "'; drop table documents; --", new('9', 1500), new('é', 1500), "\ud800"];

    // A code given once more is another code: the first one is nowhere to be read again. And whoever founds a partnership elsewhere, founds another.
    private static readonly string[] Anew = ["connect", "partnership.connect", "link", "member.link", "invite", "partner.invite"];

    // What says whom or what it is about. All else chooses among what the person may do.
    private static readonly string[] Naming = ["n", "t", "d", "m", "i", "a", "o", "h", "member", "partner"];

    private static readonly Way[] Carrying = [.. Rights.All.SelectMany(d => d.Ways).Where(w => w.Kind is "pressed" or "sent")];

    public static TheoryData<string> Ways => [.. Carrying.Select(w => w.Title)];

    public static TheoryData<string> Changing => [.. Rights.All.SelectMany(d => d.Ways).Where(w => w.Changes).Select(w => w.Title)];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_partnership_of_others_and_none_at_all_cannot_be_named(string way)
    {
        var (world, asked, who) = await Of(way);
        foreach (var named in Garbage.Append(World.Rival))
        {
            await Nothing(world, asked, who, $"p = {named[..Math.Min(20, named.Length)]}", args => args.ContainsKey("p"), args => args["p"] = named);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_missing_or_garbage_names_nothing(string way)
    {
        var (world, asked, who) = await Of(way);
        var request = asked.By(who, world, world.Now);
        foreach (var (name, inValues) in Args(request).Keys.Select(k => (k, false)).Concat(Values(request).Keys.Select(k => (k, true))).Where(n => Naming.Contains(n.k)))
        {
            // A form of a draft that names none is the form of a new one; a card that names no draft of an amendment is about the first.
            foreach (var garbage in Garbage.Append(name == "d" && asked.Name is "decision.propose" or "amend.answer" or "amend.words" ? World.Rival : null))
            {
                await Nothing(world, asked, who, $"{name} = {garbage?[..Math.Min(20, garbage.Length)]}", _ => true, args => _ = garbage is null ? args.Remove(name) : (args[name] = garbage) is not null, inValues);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Changing))]
    public async Task The_same_request_twice_is_done_once_and_not_again_for_a_namesake(string way)
    {
        var (world, asked, who) = await Of(way);
        if (Anew.Contains(asked.Name) || asked.Name is "setup" or "partnership.setup")
        {
            return;
        }

        using var desk = world.Open();
        var request = asked.By(who, world, desk.Now);
        await desk.Do(request);
        var once = desk.Documents.All;
        await desk.Do(request);
        Same(once, desk.Documents.All, "twice");
        await desk.Do(request with { Person = request.Person with { Platform = "island" }, Place = request.Place with { Platform = "island" } });
        Same(once, desk.Documents.All, "from another platform");
        await desk.Do(request with { Person = request.Person with { Realm = "elsewhere" }, Place = request.Place with { Realm = "elsewhere" } });
        Same(once, desk.Documents.All, "from another organisation");
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task What_is_somebody_elses_is_refused_to_who_may_the_same_with_their_own(string way, string arg, string other, string who)
    {
        var (world, asked, _) = await Of(way);
        await Nothing(world, asked, Enum.Parse<Who>(who), $"{arg} = {other}", _ => true, args => args[arg] = world.Named(other), asked.Kind == "sent" && arg is "member" or "partner");
    }

    /// <summary>Each button and form that names something, with what another has of the same kind.</summary>
    public static TheoryData<string, string, string, string> Foreign => [.. from deed in Rights.All
                                                                           from way in deed.Ways
                                                                           where way.Kind is "pressed" or "sent"
                                                                           from other in Others(deed, way)
                                                                           from who in Cast.Everybody
                                                                           where deed.May.HasFlag(who) && !other.Theirs.HasFlag(who)
                                                                           select (way.Title, other.Arg, other.Value, $"{who}")];

    private static IEnumerable<(string Arg, string Value, Who Theirs)> Others(Deed deed, Way way)
    {
        bool Has(string arg) => $" {way.Args}; {way.Values}".Contains($" {arg}=", StringComparison.Ordinal) || (arg == "t" && way.Args.Contains("move=", StringComparison.Ordinal));
        if (Has("t"))
        {
            yield return ("t", "{t7}", Who.West | Who.SouthsFocalPoint);
        }

        if (Has("d") && !way.Name.StartsWith("amend", StringComparison.Ordinal))
        {
            yield return ("d", "{draft2}", Who.None);
        }

        if (Has("i"))
        {
            yield return ("i", "{invitation2}", Who.Stewards);
        }

        if (way.Name is "member.delegate")
        {
            yield return ("m", "member:{Proposer}", Who.Stewards | Who.SouthsFocalPoint);
        }

        if (way.Name is "member.admit")
        {
            yield return ("m", "member:{West}", Who.None);
        }

        if (way.Name is "role" or "member.remove" && way.Kind == "sent")
        {
            yield return ("member", "member:{Proposer}", Who.Stewards);
        }

        if (way.Name is "partner.invite" && way.Kind == "sent")
        {
            yield return ("partner", "{south}", Who.Stewards);
        }

        if (deed.May == (Who.Proposer | Who.Stewards))
        {
            yield return ("n", "10", Who.Stewards);
        }

        if (deed.May == (Who.OfNorth | Who.Stewards))
        {
            yield return ("n", "5", Who.Stewards);
        }
    }

    private static async Task<(World World, Way Way, Who Who)> Of(string title)
    {
        var (deed, way) = Rights.Way(title);
        return (await World.Get(), way, Cast.Everybody.First(w => deed.May.HasFlag(w) && !Who.Strangers.HasFlag(w) || (deed.May & ~Who.Strangers) == Who.None && deed.May.HasFlag(w)));
    }

    private static async Task Nothing(World world, Way way, Who who, string forged, Func<Dictionary<string, string>, bool> applies, Action<Dictionary<string, string>> forge, bool inValues = false)
    {
        using var desk = world.Open();
        var request = way.By(who, world, desk.Now);
        var args = new Dictionary<string, string>(inValues ? Values(request) : Args(request));
        if (!applies(args))
        {
            return;
        }

        forge(args);
        var reply = await desk.Do(request switch
        {
            Request.Pressed pressed => pressed with { Args = args },
            Request.Submitted sent => inValues ? sent with { Values = args } : sent with { Args = args },
            _ => request,
        });
        Same(world.Entries, desk.Documents.All, $"{forged} by {who}: {Refusals.Keys(reply)}");
        Secrets.Kept(who, reply, [], world.Entries);
    }

    private static void Same(IReadOnlyList<Entry> before, IReadOnlyList<Entry> after, string what)
    {
        var was = before.Where(e => e.Kind != "guesses").ToDictionary(e => e.Key);
        var changed = after.Where(e => e.Kind != "guesses" && !(was.Remove(e.Key, out var b) && b.Body.Span.SequenceEqual(e.Body.Span))).Select(e => e.Key.Id).Concat(was.Keys.Select(k => k.Id)).ToArray();
        Assert.True(changed.Length == 0, $"{what} changed {string.Join(", ", changed)}");
    }

    private static IReadOnlyDictionary<string, string> Args(Request request) => request switch
    {
        Request.Pressed pressed => pressed.Args,
        Request.Submitted sent => sent.Args,
        _ => new Dictionary<string, string>(),
    };

    private static IReadOnlyDictionary<string, string> Values(Request request) => request is Request.Submitted sent ? sent.Values : new Dictionary<string, string>();
}
