using BotPartner.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Slack;

public sealed class SlackSettingsSpecs
{
    [Fact]
    public void Without_a_signing_secret_Slack_is_off() => Assert.Null(Read(("Slack:BotToken", "xoxb-1")));

    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var settings = Read(("Slack:SigningSecret", "s"), ("Slack:BotToken", "xoxb-1"))!;
        Assert.Equal("https://slack.com/api/", settings.ApiBase.ToString());
        Assert.Equal(["hooks.slack.com", "hooks.slack-gov.com"], settings.ResponseOrigins.Select(o => o.Host));
    }

    [Theory]
    [InlineData("Slack:BotToken", "")]
    [InlineData("Slack:BotToken", "xoxp-1")]
    [InlineData("Slack:BotToken", "xoxb-1\n2")]
    [InlineData("Slack:ApiBaseUrl", "slack.com/api")]
    [InlineData("Slack:ApiBaseUrl", "http://slack.com/api/")]
    [InlineData("Slack:ApiBaseUrl", "ftp://slack.com/api/")]
    [InlineData("Slack:AllowedResponseHosts:0", "http://hooks.slack.com")]
    [InlineData("Slack:AllowedResponseHosts:0", "hooks.slack.com/path")]
    [InlineData("Slack:AllowedResponseHosts:0", "")]
    public void A_wrong_value_stops_the_start_with_one_clear_line(string key, string value)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Read(("Slack:SigningSecret", "canary"), ("Slack:BotToken", "xoxb-canary"), (key, value)));
        Assert.Contains(key.TrimEnd('0', ':'), wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Theory]
    [InlineData("Slack:ClientSecret", "Slack:ClientId=1.2")]
    [InlineData("Slack:ClientId", "Slack:ClientSecret=canary")]
    [InlineData("Slack:BotToken", "Slack:ClientId=1.2|Slack:ClientSecret=canary|Slack:BotToken=xoxb-canary")]
    [InlineData("Slack:AppToken", "Slack:AppToken=xoxb-canary|Slack:BotToken=xoxb-canary")]
    [InlineData("Slack:BotToken", "Slack:AppToken=xapp-canary")]
    [InlineData("Slack:SocketConnections", "Slack:AppToken=xapp-canary|Slack:BotToken=xoxb-canary|Slack:SocketConnections=11")]
    [InlineData("Slack:SocketConnections", "Slack:AppToken=xapp-canary|Slack:BotToken=xoxb-canary|Slack:SocketConnections=two")]
    [InlineData("Slack:SigningSecret", "Slack:SigningSecret=|Slack:ClientId=1.2|Slack:ClientSecret=canary")]
    public void Settings_that_do_not_go_together_stop_the_start_with_one_clear_line(string named, string values)
    {
        var all = values.Split('|').Select(v => v.Split('=', 2)).Select(v => (v[0], v[1])).Prepend(("Slack:SigningSecret", "canary"));
        var wrong = Assert.Throws<ConfigurationException>(() => Read([.. all]));
        Assert.StartsWith($"Configuration: {named} must", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void Who_lets_many_install_must_say_where_browsers_come_back()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Slack:SigningSecret"] = "s", ["Slack:ClientId"] = "1.2", ["Slack:ClientSecret"] = "c" });
        Assert.StartsWith("Configuration: Public:BaseUrl must", Assert.Throws<ConfigurationException>(builder.AddSlack).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://slack.com/api/", "wss://wss-primary.slack.com/link/?ticket=1", true)]
    [InlineData("https://slack.com/api/", "wss://slack.com/link", true)]
    [InlineData("https://slack.com/api/", "ws://wss-primary.slack.com/link", false)]
    [InlineData("https://slack.com/api/", "wss://slack.com.example.org/link", false)]
    [InlineData("https://slack.com/api/", "wss://evilslack.com/link", false)]
    [InlineData("https://slack.com/api/", "wss://a@wss-primary.slack.com/link", false)]
    [InlineData("http://127.0.0.1:4100/api/", "ws://127.0.0.1:4100/link", true)]
    [InlineData("http://127.0.0.1:4100/api/", "ws://192.0.2.1:4100/link", false)]
    public void Sockets_lead_to_Slack_alone(string api, string url, bool leads) =>
        Assert.Equal(leads, Read(("Slack:AppToken", "xapp-1"), ("Slack:BotToken", "xoxb-1"), ("Slack:ApiBaseUrl", api))!.LeadsToSocket(new(url)));

    [Fact]
    public void The_machine_itself_may_be_spoken_to_in_plain_http() => Assert.Equal(
        "http://127.0.0.1:4100/api/",
        Read(("Slack:SigningSecret", "s"), ("Slack:BotToken", "xoxb-1"), ("Slack:ApiBaseUrl", "http://127.0.0.1:4100/api"))!.ApiBase.ToString());

    [Fact]
    public async Task Slack_that_is_off_registers_nothing_and_opens_no_way_in()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddSlack();
        await using var app = builder.Build();
        app.MapSlack();
        Assert.Null(app.Services.GetService<SlackSettings>());
        Assert.Empty(((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints));
    }

    private static SlackSettings? Read(params (string Key, string Value)[] values) =>
        SlackSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.GroupBy(v => v.Key).ToDictionary(v => v.Key, v => (string?)v.Last().Value)).Build());
}
