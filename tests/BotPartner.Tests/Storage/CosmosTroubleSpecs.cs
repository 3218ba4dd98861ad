using System.Text;
using BotPartner.Core.Documents;
using BotPartner.Storage;
using BotPartner.Storage.Cosmos;
using BotPartner.Tests.FarSides;
using static BotPartner.Tests.Storage.UnreliableNetwork;

namespace BotPartner.Tests.Storage;

/// <summary>A service that is busy, a network that breaks: nothing is lost, nothing is done twice, nothing is said that is not so.</summary>
public sealed class CosmosTroubleSpecs : IAsyncLifetime
{
    private static readonly Key Key = new("p", "a");
    private readonly UnreliableNetwork network = new();
    private readonly HastyTime time = new(TimeSpan.FromSeconds(7));
    private CosmosOptions options = null!;
    private CosmosDocuments documents = null!;
    private CosmosDocuments other = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        options = (await CosmosStandIn.Shared()).NewDatabase() with { Attempt = TimeSpan.FromSeconds(7), Budget = TimeSpan.FromSeconds(30) };
        other = await CosmosDocuments.Open(options, time, new RandomIds(), Stop);
        documents = await CosmosDocuments.Open(options with { Network = () => network }, time, new RandomIds(), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        documents?.Dispose();
        other?.Dispose();
        if (options is not null)
        {
            await (await CosmosStandIn.Shared()).Drop(options.Database);
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_is_put_off_is_made_again_when_the_service_says(int status)
    {
        network.On(Asked.Create, Answer(status, afterMilliseconds: 137), times: 2);
        Assert.NotNull(await documents.Save(Entry("1"), Stop));
        Assert.Equal([137, 137], time.Waits.Select(w => w.TotalMilliseconds));
        network.On(Asked.Read, Answer(status, afterMilliseconds: 2_000));
        Assert.Equal("1", Said(await documents.Find(Key, Stop)));
    }

    [Fact]
    public async Task A_write_that_met_another_in_the_service_is_made_again()
    {
        // The client does this one by itself, at first after 10 ms.
        network.On(Asked.Create, Answer(449), times: 3);
        Assert.NotNull(await documents.Save(Entry("1"), Stop));
        Assert.Equal("1", Said(await other.Find(Key, Stop)));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(410)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task What_fails_for_a_moment_is_made_again_with_longer_waits(int status)
    {
        network.On(Asked.Create, status == 0 ? Break : Answer(status), times: 4);
        Assert.NotNull(await documents.Save(Entry("1"), Stop));
        Assert.True(time.Waits.Count >= 4 && time.Waits[^1] > time.Waits[0] && time.Waits[^1] <= TimeSpan.FromSeconds(1), string.Join(' ', time.Waits));
    }

    [Theory]
    [InlineData(429, "(429)")]
    [InlineData(503, "(503)")]
    [InlineData(0, "cannot be reached")]
    public async Task What_lasts_longer_than_the_budget_is_said_and_nothing_is_saved(int status, string said)
    {
        network.On(Asked.Create, status == 0 ? Break : Answer(status, afterMilliseconds: 4_000), times: 1_000);
        var down = await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Save(Entry("1"), Stop));
        Assert.Contains(said, down.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', down.Message);
        Assert.InRange(time.Waits.Sum(w => w.TotalSeconds), 24, 30);
        Assert.Null(await other.Find(Key, Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(408)]
    [InlineData(503)]
    [InlineData(-1)]
    public async Task A_write_whose_answer_was_lost_is_known_again_when_it_meets_itself(int status)
    {
        network.On(Asked.Create, Lost(status));
        var first = await documents.Save(Entry("1"), Stop);
        Assert.Equal(first, (await other.Find(Key, Stop))!.Version);
        network.On(Asked.Replace, Lost(status));
        var second = await documents.Save(Entry("2", first), Stop);
        Assert.Equal(("2", second), ((await other.Find(Key, Stop)) is var found ? Said(found) : "", found!.Version));
        network.On(Asked.Replace, Lost(status));
        Assert.NotNull(await documents.Save(Entry("3", second), Stop));
        network.On(Asked.Delete, Lost(status));
        Assert.True(await documents.Delete(Key, (await other.Find(Key, Stop))!.Version!, Stop));
        Assert.Null(await other.Find(Key, Stop));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_and_that_was_replaced_since_counts_as_saved_and_as_overtaken()
    {
        network.On(Asked.Create, Lose(meanwhile: () => Overtake("theirs")));
        var version = await documents.Save(Entry("ours"), Stop);
        Assert.NotNull(version);
        Assert.Null(await documents.Save(Entry("stale", version), Stop));
        Assert.Equal("theirs", Said(await other.Find(Key, Stop)));
        var standing = (await other.Find(Key, Stop))!.Version;
        network.On(Asked.Replace, Lose(meanwhile: () => Overtake("theirs again")));
        Assert.NotNull(await documents.Save(Entry("ours again", standing), Stop));
        Assert.Equal("theirs again", Said(await other.Find(Key, Stop)));
    }

    [Fact]
    public async Task A_write_that_never_arrived_and_was_overtaken_is_a_conflict()
    {
        var version = await documents.Save(Entry("1"), Stop);
        network.On(Asked.Replace, BreakWhile(() => Overtake("theirs")));
        Assert.Null(await documents.Save(Entry("2", version), Stop));
        Assert.Equal("theirs", Said(await other.Find(Key, Stop)));
    }

    [Fact]
    public async Task A_write_whose_fate_cannot_be_told_is_said_to_be_so()
    {
        var version = await documents.Save(Entry("1"), Stop);
        network.On(Asked.Replace, Lose(meanwhile: async () =>
        {
            await Overtake("theirs");
            await Overtake("theirs again");
        }));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Save(Entry("2", version), Stop));
        network.On(Asked.Create, BreakWhile(() => other.Save(Entry("b") with { Key = new("p", "b") }, Stop)));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Save(Entry("b") with { Key = new("p", "b") }, Stop));
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        network.On(Asked.Read, Hang(time.RunOut, carriedOut: false), times: 100);
        var down = await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Find(Key, Stop));
        Assert.Contains("does not answer in time", down.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_is_not_told_that_the_store_is_down()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        network.On(Asked.Read, Hang(giveUp.Cancel, carriedOut: false));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => documents.Find(Key, giveUp.Token));
    }

    [Fact]
    public async Task A_query_that_breaks_off_is_made_again_and_shows_everything_once()
    {
        for (var i = 0; i < 10; i++)
        {
            await documents.Save(Entry("x") with { Key = new("p", $"{i}"), Due = NodaTime.Instant.FromUnixTimeMilliseconds(i) }, Stop);
        }

        network.On(Asked.Query, Answer(429, afterMilliseconds: 5)).On(Asked.Query, Break);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), (await documents.List("p", "note", "", 100, Stop)).Select(e => e.Key.Id));
        network.On(Asked.Query, Answer(503)).On(Asked.Query, Hang(time.RunOut, carriedOut: false));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), (await documents.Due(NodaTime.Instant.FromUnixTimeMilliseconds(99), 100, Stop)).Select(e => e.Key.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_query_that_breaks_off_on_a_later_page_goes_on_from_there(bool acrossPartitions)
    {
        var all = Enumerable.Range(0, 10).Select(i => $"{i}").ToArray();
        foreach (var id in all)
        {
            await documents.Save(Entry("x") with { Key = new("p", id), Due = NodaTime.Instant.FromUnixTimeMilliseconds(int.Parse(id)) }, Stop);
        }

        network.PageSize = 3;
        var whole = await Asking();
        Assert.True(whole >= 4, $"{whole} pages");
        network.On(Asked.Query, None, times: whole - 2).On(Asked.Query, Answer(429, afterMilliseconds: 5)).On(Asked.Query, Break).On(Asked.Query, Hang(time.RunOut, carriedOut: false));
        Assert.Equal(whole + 3, await Asking());

        async Task<int> Asking()
        {
            var before = network.Queries;
            var found = acrossPartitions
                ? await documents.Due(NodaTime.Instant.FromUnixTimeMilliseconds(99), 100, Stop)
                : await documents.List("p", "note", "", 100, Stop);
            Assert.Equal(all, found.Select(e => e.Key.Id));
            return network.Queries - before;
        }
    }

    [Theory]
    [InlineData(401, "", 0, "Storage:Cosmos:Key is not the account's: it refuses it (401).")]
    [InlineData(403, "The authorization token is not valid at the current time.", 0, "set the clock of this machine right")]
    [InlineData(403, "blocked by your Cosmos DB account firewall settings", 0, "firewall")]
    [InlineData(403, "", 5300, "lacks the right")]
    [InlineData(404, "", 1003, "names what is not there (404)")]
    public async Task What_an_operator_has_to_mend_is_said_at_once_in_one_line(int status, string message, int subStatus, string said)
    {
        network.On(Asked.Read, Answer(status, message: message, subStatus: subStatus), times: 9);
        var down = await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Find(Key, Stop));
        Assert.Contains(said, down.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', down.Message);
    }

    [Fact]
    public async Task A_document_that_is_too_large_holds_up_no_other()
    {
        var large = Entry(new string('x', 3 * 1024 * 1024));
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => documents.Save(large, Stop));
        Assert.Contains("2 MB", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await documents.Save(Entry("1"), Stop));
    }

    private static Entry Entry(string says, string? version = null) =>
        new(Key, "note", Encoding.UTF8.GetBytes($$"""{"says":"{{says}}"}"""), null, null, version);

    private static string Said(Entry? entry) => Encoding.UTF8.GetString(entry!.Body.Span)[9..^2];

    private Fault Lost(int status) => status < 0 ? Hang(time.RunOut, carriedOut: true) : Lose(status);

    private async Task Overtake(string says) =>
        Assert.NotNull(await other.Save(Entry(says, (await other.Find(Key, Stop))?.Version), Stop));
}
