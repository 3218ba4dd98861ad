using BotPartner.Core.Chat;

namespace BotPartner.Tests.Access;

/// <summary>A right that ended does nothing any more, also where another process ended it a moment ago and this one remembers otherwise.</summary>
public sealed class StaleSpecs
{
    // They are there in the hall, too.
    private const Who Twice = Who.MemberDirectly | Who.DelegateDirectly | Who.StewardDirectly;

    private static readonly string[] Slips = ["decision.ballot", "decision.mandate", "mandate", "amend.words"];

    /// <summary>Each way of each deed, by each of those who may it for what they are.</summary>
    public static TheoryData<string, string> Cells => [.. from cell in Rights.Cells
                                                         where cell.Deed.May.HasFlag(cell.Who) && !Twice.HasFlag(cell.Who) && (Who.Belonging | Who.Facilitator).HasFlag(cell.Who)
                                                         where (cell.Deed.May & (Who.Removed | Who.Stranger)) == Who.None && !cell.Deed.Idle.HasFlag(Who.Removed)
                                                         select (cell.Way.Title, $"{cell.Who}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Who_was_removed_between_the_card_and_the_press_is_refused(string way, string who)
    {
        var (world, by) = (await World.Get(), Enum.Parse<Who>(who));
        using var desk = world.Open();
        var asked = Rights.Way(way).Way;
        var request = asked.By(by, world, desk.Now);
        await desk.Do(new Request.Said("decisions") { Id = "before", Person = request.Person, Place = request.Place, At = desk.Now });
        await desk.Do(new Request.Pressed("decision.ballot", new Dictionary<string, string> { ["p"] = World.Id, ["n"] = "1" }) { Id = "ballot", Person = request.Person, Place = request.Place, At = desk.Now });

        // Another process over the same store.
        var other = desk.Beside;
        var person = by == Who.Linked ? Cast.Of(Who.Delegate) : request.Person;
        var ended = await other.Do(new Request.Said($"{((Who.Stewards | Who.Facilitator).HasFlag(by) ? "role" : "member remove")} @{person.Name} none")
        {
            Id = "end",
            Person = Cast.Person("sue"),
            Place = Cast.Hall,
            At = desk.Now,
            Mentions = [person],
        });
        Assert.Null(Refusals.In(ended));

        var before = desk.Documents.All;
        var reply = await desk.Do(request);
        var was = before.ToDictionary(e => e.Key, e => e.Version);
        Assert.All(desk.Documents.All, e => Assert.True(was.GetValueOrDefault(e.Key) == e.Version, $"{e.Key.Id} was changed: {Refusals.Keys(reply)}"));

        // Who was a delegate a moment ago may still be handed the slip, which no box takes.
        Assert.True(Refusals.In(reply) is not null || reply is Reply.Correct || (Slips.Contains(asked.Name) && !asked.Changes), Refusals.Keys(reply));
        Secrets.Kept(Who.Removed, reply, [], desk.Documents.All);
    }
}
