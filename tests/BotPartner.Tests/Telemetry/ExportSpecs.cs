using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using BotPartner.Tests.House;
using BotPartner.Tests.Storage;
using BotPartner.Tests.Stories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Telemetry;

public sealed class ExportSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Measurements_and_traces_arrive_at_the_collector_that_is_set()
    {
        var got = new ConcurrentDictionary<string, string>();
        await using var collector = await Collector(got);
        await using (var bot = Bot($"--Telemetry:Otlp:Endpoint={collector.Urls.First()}", "--Telemetry:Otlp:Protocol=http/protobuf"))
        {
            await bot.StartAsync(TestContext.Current.CancellationToken);
            using var stranger = new HttpClient();
            using var answer = await stranger.PostAsync(new Uri($"{bot.Urls.First()}/slack/events"), new StringContent("{}"), TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
            await bot.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["/v1/metrics", "/v1/traces"], got.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("botpartner.queue.depth", got["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("http.response.status_code", got["/v1/traces"], StringComparison.Ordinal);
        Assert.All(got.Values, body => Assert.Contains("botpartner", body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Telemetry:Otlp:Endpoint=collector:4317", "Configuration: Telemetry:Otlp:Endpoint must be an http or https address, e.g. http://localhost:4317")]
    [InlineData("--Telemetry:Otlp:Protocol=udp", "Configuration: Telemetry:Otlp:Protocol must be grpc or http/protobuf")]
    public void A_wrong_setting_stops_the_start(string argument, string line) =>
        Assert.Equal(line, Assert.Throws<ConfigurationException>(() => Bot(argument)).Message);

    [Fact]
    public void The_handbook_names_every_instrument()
    {
        var found = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("BotPartner", StringComparison.Ordinal))
                {
                    found.Add(instrument.Name);
                }
            },
        };
        BotPartner.Telemetry.Turned.Away("north");
        BotPartner.Telemetry.Measures.Vote("north", taken: true);
        using var depths = new BotPartner.Telemetry.Depths([]);
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Bot).Assembly.GetType("BotPartner.Storage.Cosmos.Charges", throwOnError: true)!.TypeHandle);
        listener.Start();
        var handbook = File.ReadAllText(Path.Combine(Source.Root, "docs/operating.md"));
        Assert.True(found.Distinct().Count() >= 17, string.Join(' ', found));
        Assert.All(found.Distinct(), name => Assert.Contains($"`{name}`", handbook, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, string> got)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            got.AddOrUpdate(request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private WebApplication Bot(params string[] arguments) => BotPartner.Bot.Build(
        ["--contentRoot", folder.Path, "--Urls=http://127.0.0.1:0", "--Slack:SigningSecret=x", "--Slack:BotToken=xoxb-x", .. arguments],
        b => b.Logging.ClearProviders().AddProvider(new LoggedErrors()));
}
