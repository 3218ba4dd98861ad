using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Tests.Workers;

public sealed class CourierSpecs
{
    private readonly Workshop shop = new();

    [Fact]
    public async Task What_is_owed_is_posted_everywhere_and_then_nothing_is_due()
    {
        await shop.Owe("n", "hello", 1, "A", "B");
        Assert.True(await shop.Tick() > 0);
        Assert.Equal(["hello"], shop.Sender.To("A"));
        Assert.Equal(["hello"], shop.Sender.To("B"));
        var note = await shop.Load("n");
        Assert.Empty(note.Owes);
        Assert.Null(note.Due);
        Assert.Null((await shop.Documents.Find(note.Key, TestContext.Current.CancellationToken))!.Due);
        Assert.Equal((1, shop.Now), (note.Delivered["card|north/realm/A"].Revision, note.Delivered["card|north/realm/A"].At));
        Assert.Equal(0, await shop.Tick());
    }

    [Fact]
    public async Task A_later_content_edits_the_message_where_it_stands()
    {
        await shop.Owe("n", "one", 1, "A");
        await shop.Tick();
        await shop.Owe("n", "two", 2, "A", "B");
        await shop.Pass(1);
        Assert.Equal(["one", "two in m1"], shop.Sender.To("A"));
        Assert.Equal(["two"], shop.Sender.To("B"));
    }

    [Fact]
    public async Task The_state_its_schema_and_what_else_is_in_the_envelope_survive_the_courier()
    {
        await shop.Edit("n", n => n with { State = n.State.Count("été"), Seen = ["s"], Expires = shop.Now + Duration.FromDays(1), Wake = shop.Now + Duration.FromHours(1) });
        await shop.Owe("n", "hello", 1, "A");
        var before = await shop.Load("n");
        await shop.Tick();
        var after = await shop.Load("n");
        Assert.Equal(1, after.State.Counts["été"]);
        Assert.Equal((3, before.Wake, before.Expires), (after.Schema, after.Wake, after.Expires));
        Assert.Equal(["s"], after.Seen);
        Assert.Equal(before.Wake, after.Due);
        Assert.Equal("note", (await shop.Documents.Find(before.Key, TestContext.Current.CancellationToken))!.Kind);
    }

    [Fact]
    public async Task A_post_that_only_edits_passes_over_places_that_never_had_it()
    {
        await shop.Owe("n", "one", 1, "A");
        await shop.Tick();
        await shop.Edit("n", n => n.Owing(new("card", 2, new Card("two", "two", []), [To("A"), To("B")]) { EditOnly = true }));
        await shop.Pass(1);
        Assert.Equal(["one", "two in m1"], shop.Sender.To("A"));
        Assert.Empty(shop.Sender.To("B"));
        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task A_message_sent_once_leaves_no_trace_in_the_document()
    {
        await shop.Edit("n", n => n.Owing(new("told:1", 1, new Card("one", "one", []), [To("A"), To("B")]) { Once = true }));
        await shop.Pass(61);
        Assert.Equal(["one"], shop.Sender.To("A"));
        Assert.Equal(["one"], shop.Sender.To("B"));
        var note = await shop.Load("n");
        Assert.Empty(note.Owes);
        Assert.Empty(note.Delivered);
    }

    [Fact]
    public async Task An_unsent_first_post_is_not_undone_by_one_that_only_edits()
    {
        await shop.Owe("n", "one", 1, "A");
        await shop.Edit("n", n => n.Owing(new("card", 2, new Card("two", "two", []), [To("A")]) { EditOnly = true }));
        await shop.Tick();
        Assert.Equal(["two"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task A_content_older_than_what_stands_there_is_not_sent()
    {
        await shop.Owe("n", "five", 5, "A");
        await shop.Tick();
        await shop.Owe("n", "four", 4, "A", "B");
        await shop.Pass(2);
        Assert.Equal(["five"], shop.Sender.To("A"));
        Assert.Equal(["four"], shop.Sender.To("B"));
        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task Two_hundred_refreshes_in_five_seconds_are_at_most_one_edit_a_second_in_each_place()
    {
        for (var i = 1; i <= 200; i++)
        {
            await shop.Owe("n", $"{i}", i, "A", "B");
            await shop.Tick();
            shop.Time.Advance(TimeSpan.FromMilliseconds(25));
        }

        await shop.Pass(2);
        foreach (var place in new[] { "A", "B" })
        {
            var times = shop.Sender.Sendings.Where(s => s.Place == place).Select(s => s.At).ToArray();
            Assert.InRange(times.Length, 5, 7);
            Assert.All(times.Zip(times.Skip(1)), t => Assert.True(t.Second - t.First >= Duration.FromSeconds(1)));
            Assert.Equal("200 in m", shop.Sender.To(place).Last()[..^1]);
        }

        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task Edits_keep_their_distance_even_if_the_feature_asks_for_none()
    {
        for (var i = 1; i <= 10; i++)
        {
            await shop.Edit("n", n => n.Owing(new("card", n.State.Counts.GetValueOrDefault("r") + 1, new Card($"{i}", $"{i}", []), [To("A")])) with { State = n.State.Count("r") });
            await shop.Tick();
            shop.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await shop.Pass(1);
        Assert.Equal(["1", "10 in m1"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task Messages_of_one_document_keep_their_order_in_each_place()
    {
        shop.Sender.Answer(s => s is { Place: "A", Words: "card" } && shop.Sender.To("A").Count() < 2 ? new Sent.Later(null, "busy") : null);
        await shop.Owe("n", "card", "card", 1, "A", "B");
        await shop.Owe("n", "outcome", "outcome", 1, "A", "B");
        await shop.Tick();
        Assert.Equal(["card"], shop.Sender.To("A"));
        Assert.Equal(["card", "outcome"], shop.Sender.To("B"));
        await shop.Pass(3);
        Assert.Equal(["card", "card", "outcome"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task What_follows_up_a_message_comes_after_it_and_under_it_even_if_that_one_was_renewed_meanwhile()
    {
        await shop.Owe("n", "one", 1, "A");
        await shop.Edit("n", n => n.Owing(new("outcome", 1, new Card("end", "end", []), [To("A"), To("B")]) { Under = "card" }));
        await shop.Owe("n", "two", 2, "A");
        await shop.Tick();
        Assert.Equal(["two", "end"], shop.Sender.To("A"));
        Assert.Equal([("A", "m1"), ("B", null)], shop.Sender.Sendings.Where(s => s.Words == "end").Select(s => (s.Place, s.Under)).Order());
    }

    [Fact]
    public async Task Messages_of_several_documents_go_to_a_place_in_the_order_in_which_they_were_due()
    {
        for (var i = 9; i >= 1; i--)
        {
            await shop.Owe($"n{i}", $"{i}", 1, "A");
            await shop.Edit($"n{i}", n => n with { Owes = [n.Owes[0] with { To = [n.Owes[0].To[0] with { NotBefore = shop.Now + Duration.FromMilliseconds(i) }] }] });
        }

        shop.Time.Advance(TimeSpan.FromSeconds(1));
        await shop.Tick();
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8", "9"], shop.Sender.To("A"));
    }

    private static Addressee To(string place) => new(Workshop.Channel(place), "en", "Etc/UTC");
}
