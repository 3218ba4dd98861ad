using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>Whole envelopes, and changes that race or are cut short.</summary>
public abstract partial class DocumentsContract
{
    private static readonly Place Channel = new("north", "realm", "C1", PlaceKind.Channel) { Name = "Général", Route = "https://x/y?z" };

    [Fact]
    public async Task State_posts_requests_deliveries_and_times_are_saved_together()
    {
        var key = new Key(P, "note:1");
        var saved = new Document<Note>
        {
            State = Note.Empty.Count("café ☕"),
            Owes = [new("card", 7, Card.Of("words"), [new(Channel, "fr", "Europe/Paris") { NotBefore = Now, Attempts = 3, Lease = Now }]) { EditOnly = true }],
            Delivered = new Dictionary<string, Delivery> { [Delivery.Key("card", Channel)] = new("m:1", 6, Now) },
            Wake = Now + Duration.FromTicks(12345),
            Expires = Now + Duration.FromHours(1),
        };
        var request = new Request.Said("hello") { Id = "r1", Person = new("north", "realm", "U1", "Ada"), Place = Channel, At = Now };
        var changed = await Change().Run(Note.Kind, key, request, _ => saved, Stop);
        Assert.Null(changed.Refusal);

        var found = await Change().Load(Note.Kind, key, Stop);
        Assert.NotNull(found);
        Assert.Equal(1, found.State.Counts["café ☕"]);
        var post = Assert.Single(found.Owes);
        Assert.Equal(("card", 7L, true), (post.Slot, post.Revision, post.EditOnly));
        Assert.Equal(saved.Owes[0].To, post.To);
        Assert.Equal(saved.Delivered, found.Delivered);
        Assert.Equal([BotPartner.Core.Documents.Change.Mark(request)], found.Seen);
        Assert.Equal((saved.Wake, saved.Expires, 3), (found.Wake, found.Expires, found.Schema));
        Assert.Equal(changed.Document!.Version, found.Version);
        Assert.Equal(["note:1"], await DueIds(Now));

        var again = await Change().Run(Note.Kind, key, request, _ => throw new InvalidOperationException("decided twice"), Stop);
        Assert.True(again.Repeated);
    }

    [Fact]
    public async Task Two_changes_that_read_the_same_version_both_survive()
    {
        var key = new Key(P, "note");
        await Change().Run(Note.Kind, key, null, _ => Note.Kind.New(key, Note.Empty), Stop);
        var meeting = new Change(new MeetingDocuments(documents, 2), new());
        await Task.WhenAll(Counted(meeting, key, "a"), Counted(meeting, key, "b"));
        var found = await Change().Load(Note.Kind, key, Stop);
        Assert.Equal((1, 1), (found!.State.Counts["a"], found.State.Counts["b"]));
    }

    [Fact]
    public async Task Sixteen_racers_lose_no_count()
    {
        var key = new Key(P, "note");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            async () =>
            {
                for (var done = 0; done < 10;)
                {
                    try
                    {
                        await Counted(Change(), key, $"racer {i}");
                        done++;
                    }
                    catch (StoreUnavailableException)
                    {
                        // Somebody always wins a round; who loses 32 in a row is told so, and tries again.
                    }
                }
            },
            Stop)));
        var found = await Change().Load(Note.Kind, key, Stop);
        Assert.Equal(Enumerable.Repeat(10, 16), found!.State.Counts.Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_that_dies_at_any_save_is_resumed_and_comes_out_as_once(bool written)
    {
        for (var dieAt = 1; dieAt <= 4; dieAt++)
        {
            var prefix = $"{written}{dieAt}:";
            await Assert.ThrowsAsync<DeadException>(() => CountThree(new(new DyingDocuments(documents, dieAt, written), new()), prefix));
            await CountThree(Change(), prefix);
            var notes = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Change().Load(Note.Kind, new(P, $"{prefix}{i}"), Stop)));
            Assert.Equal([1, 1, 1], notes.Select(n => n!.State.Counts["it"]));
        }
    }

    /// <summary>One act that reaches three documents: each knows by itself whether it was done there. The first is saved once more at the end.</summary>
    private async Task CountThree(Change change, string prefix)
    {
        for (var i = 0; i < 4; i++)
        {
            var key = new Key(P, $"{prefix}{i % 3}");
            var request = new Request.Said("count") { Id = $"{prefix}{(i < 3 ? "count" : "end")}", Person = new("n", "r", "U", "A"), Place = Channel, At = Now };
            var counts = i < 3;
            await change.Run(
                Note.Kind,
                key,
                request,
                d => d is null ? Note.Kind.New(key, Note.Empty.Count("it")) : counts ? d with { State = d.State.Count("it") } : d,
                Stop);
        }
    }

    private static Task<Changed<Note>> Counted(Change change, Key key, string name) => change.Run(
        Note.Kind,
        key,
        null,
        d => (d ?? Note.Kind.New(key, Note.Empty)) is var note ? note with { State = note.State.Count(name) } : throw new InvalidOperationException(),
        Stop);

    private Change Change() => new(documents, new DueSignal());
}
