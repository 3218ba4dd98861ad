using System.Net;
using BotPartner.Storage.Cosmos;
using BotPartner.Tests.FarSides;
using BotPartner.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static BotPartner.Tests.Storage.UnreliableNetwork;

namespace BotPartner.Tests.Storage;

/// <summary>What is wrong is said before anything starts, in one line that names the setting.</summary>
public sealed class CosmosStartSpecs
{
    private const string Endpoint = "Storage:Cosmos:Endpoint";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Endpoint", "")]
    [InlineData("Endpoint", "account.documents.azure.com")]
    [InlineData("Endpoint", "http://account.documents.azure.com/")]
    [InlineData("Endpoint", "http://127.0.0.1:1/")]
    [InlineData("Key", "no base64!")]
    [InlineData("ConnectionMode", "Tcp")]
    [InlineData("Create", "perhaps")]
    [InlineData("Database", "a/b")]
    [InlineData("Container", "what?")]
    [InlineData("PatienceSeconds", "0")]
    public void A_setting_that_cannot_be_is_refused(string setting, string value)
    {
        var settings = new Dictionary<string, string?> { [Endpoint] = "https://account.documents.azure.com/", [$"Storage:Cosmos:{setting}"] = value };
        var wrong = Assert.Throws<ConfigurationException>(() => CosmosSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        OneLine(wrong, value == "http://127.0.0.1:1/" ? "Storage:Cosmos:ConnectionMode" : $"Storage:Cosmos:{setting}", "must be");
    }

    [Fact]
    public void The_settings_have_the_defaults_that_are_documented()
    {
        var settings = new Dictionary<string, string?> { [Endpoint] = "https://account.documents.azure.com/" };
        var read = CosmosSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        Assert.Equal(new CosmosOptions(new("https://account.documents.azure.com/"), null, "botpartner", "documents"), read);
        Assert.Equal((false, true), (read.Gateway, read.Create));
    }

    [Fact]
    public async Task A_host_that_refuses_is_named() =>
        OneLine(await Refused(new(new("http://127.0.0.1:1/"), "", "d", "c") { Gateway = true }), Endpoint, "refuses the connection: 127.0.0.1:1");

    [Fact]
    public async Task A_host_that_is_not_known_is_named() => OneLine(
        await Refused(new(new("https://nobody.invalid/"), "", "d", "c") { Network = () => new UnreliableNetwork().On(Asked.Other, Unknown) }),
        Endpoint,
        "is not known: nobody.invalid");

    [Fact]
    public async Task A_wrong_key_is_said_to_be_wrong() => OneLine(
        await Refused((await CosmosStandIn.Shared()).NewDatabase() with { Key = Convert.ToBase64String(new byte[64]) }), "Storage:Cosmos:Key", "(401)");

    [Fact]
    public async Task A_clock_that_is_off_is_said_to_be_off()
    {
        using var later = await CosmosStandIn.Start("--clock", "3600");
        OneLine(await Refused(later.NewDatabase()), Endpoint, "set the clock of this machine right");
    }

    [Fact]
    public async Task A_missing_right_is_told_with_what_it_is_needed_for()
    {
        var options = (await CosmosStandIn.Shared()).NewDatabase();
        var network = new UnreliableNetwork { Allowed = r => r.Method != HttpMethod.Post };
        OneLine(await Refused(options with { Network = () => network }), "Storage:Cosmos:Key", "or have Storage:Cosmos:Create=false");
    }

    [Fact]
    public async Task What_is_missing_and_may_not_be_created_is_named()
    {
        var options = (await CosmosStandIn.Shared()).NewDatabase() with { Create = false };
        OneLine(await Refused(options), "Storage:Cosmos:Create", "no container 'documents' in a database");
        (await CosmosDocuments.Open(options with { Create = true }, TimeProvider.System, new RandomIds(), Stop)).Dispose();
        (await CosmosDocuments.Open(options, TimeProvider.System, new RandomIds(), Stop)).Dispose();
        await (await CosmosStandIn.Shared()).Drop(options.Database);
    }

    [Fact]
    public async Task A_container_with_another_partition_key_is_refused()
    {
        var standIn = await CosmosStandIn.Shared();
        var options = standIn.NewDatabase();
        using (var client = CosmosStart.Client(options))
        {
            var database = await client.CreateDatabaseAsync(options.Database, cancellationToken: Stop);
            await database.Database.CreateContainerAsync(options.Container, "/id", cancellationToken: Stop);
        }

        OneLine(await Refused(options), "Storage:Cosmos:Container", "another partition key than /pk");
        await standIn.Drop(options.Database);
    }

    [Theory]
    [InlineData("\"writableLocations\":[", "\"writableLocations\":[{\"name\":\"Elsewhere\",\"databaseAccountEndpoint\":\"http://127.0.0.1:1/\"},", "one write region")]
    [InlineData("\"defaultConsistencyLevel\":\"Session\"", "\"defaultConsistencyLevel\":\"Eventual\"", "set it to Session")]
    public async Task An_account_on_which_an_acknowledged_save_could_be_undone_is_refused(string text, string instead, string said)
    {
        var options = (await CosmosStandIn.Shared()).NewDatabase();
        var network = new UnreliableNetwork { Rewrite = (text, instead) };
        OneLine(await Refused(options with { Network = () => network }), Endpoint, said);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_service_that_falls_silent_at_the_start_is_named_in_time(int after)
    {
        // The account is asked about itself several times, by us and by the client: it is silent from one of them on.
        var (standIn, asked) = (await CosmosStandIn.Shared(), 0);
        var options = standIn.NewDatabase();
        (await CosmosDocuments.Open(options, TimeProvider.System, new RandomIds(), Stop)).Dispose();
        var network = new UnreliableNetwork { Silent = r => r.RequestUri!.AbsolutePath == "/" && Interlocked.Increment(ref asked) >= after };
        var open = Refused(options with { Network = () => network, Start = TimeSpan.FromSeconds(1) });
        if (await Task.WhenAny(open, Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System, Stop)) != open)
        {
            Assert.Fail("it still waits");
        }

        OneLine(await open, Endpoint, "does not answer in time");
        await standIn.Drop(options.Database);
    }

    [Fact]
    public async Task A_store_that_goes_away_later_is_told_by_health_in_one_line()
    {
        using var standIn = await CosmosStandIn.Start();
        using var keys = new TemporaryFolder();
        var time = new HastyTime(TimeSpan.FromSeconds(2.5));
        await using var bot = Bot.Build(
            [.. standIn.Settings(standIn.NewDatabase()).Select(s => $"--{s.Key}={s.Value}"), $"--Keys:Folder={keys.Path}", "--Clock:Loop=false", "--Urls=http://127.0.0.1:0"],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        await bot.StartAsync(Stop);
        using var http = new HttpClient { BaseAddress = new(bot.Urls.First()) };
        await bot.Services.GetRequiredService<Clock>().Tick(Stop);
        Assert.Equal("ready", (await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Stop)).Split('\n')[0]);
        standIn.Kill();
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Matches(@"^The store is not available: Storage:Cosmos:Endpoint names a host that [^\n]*\.$", (await ready.Content.ReadAsStringAsync(Stop)).Split('\n')[0]);
    }

    private static Fault Unknown => (_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "unknown");

    private static async Task<ConfigurationException> Refused(CosmosOptions options) =>
        await Assert.ThrowsAsync<ConfigurationException>(() => CosmosDocuments.Open(options, TimeProvider.System, new RandomIds(), Stop));

    private static void OneLine(ConfigurationException refused, string setting, string said)
    {
        Assert.StartsWith($"Configuration: {setting} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
