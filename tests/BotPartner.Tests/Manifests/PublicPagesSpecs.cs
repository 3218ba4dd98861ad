using System.Net;
using System.Text.RegularExpressions;
using BotPartner.Core.Languages;
using BotPartner.Files;
using BotPartner.Manifests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Manifests;

public sealed class PublicPagesSpecs : IAsyncDisposable
{
    private readonly HttpClient client = new();
    private WebApplication? app;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_page_that_the_package_leads_to_is_there_for_everybody()
    {
        await Start(("Public:BaseUrl", "https://bot.example.org"));
        using var written = new Written();
        var developer = written.Teams()["developer"]!;
        foreach (var url in (string[])["websiteUrl", "privacyUrl", "termsOfUseUrl"])
        {
            using var response = await Get(new Uri($"{developer[url]}").AbsolutePath, "en");
            Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_on_privacy_names_what_reviewers_look_for()
    {
        await Start(("Public:BaseUrl", "https://bot.example.org"), ("Public:Contact", "privacy@forum.example <&>"));
        var page = await (await Get(PublicPages.Privacy, "en")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All((string[])["kept", "encrypted", "How long", "export me", "forget me", "delete", "transfer", "privacy@forum.example &lt;&amp;&gt;"], w => Assert.Contains(w, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fr-CA", "fr")]
    [InlineData("es", "es")]
    [InlineData("de", "en")]
    public async Task Pages_speak_the_language_of_the_browser(string asked, string language)
    {
        await Start(("Public:BaseUrl", "https://bot.example.org"));
        var page = await (await Get(PublicPages.Terms, asked)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(Texts.Load().Raw("page.terms.title", language)), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/privacy/")]
    [InlineData("/terms/")]
    public async Task The_pages_lead_to_each_other(string from)
    {
        await Start(("Public:BaseUrl", "https://bot.example.org"));
        var page = await (await Get(from, "en")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var links = Regex.Matches(page, "(?<=href=\")[^\"]*", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).ToArray();
        var here = new Uri("https://bot.example.org/below" + from);
        Assert.Equal(["/below/", "/below/privacy", "/below/terms"], links.Select(l => new Uri(here, l).AbsolutePath));
        foreach (var link in links)
        {
            Assert.Equal(HttpStatusCode.OK, (await Get(new Uri(here, link).AbsolutePath["/below".Length..], "en")).StatusCode);
        }
    }

    [Theory]
    [InlineData(PublicPages.About)]
    [InlineData(PublicPages.Privacy)]
    [InlineData(PublicPages.Terms)]
    public async Task Who_asks_for_the_head_alone_gets_what_all_get(string path)
    {
        await Start(("Public:BaseUrl", "https://bot.example.org"));
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_public_address_there_are_none()
    {
        await Start();
        Assert.Equal(HttpStatusCode.NotFound, (await Get(PublicPages.Privacy, "en")).StatusCode);
    }

    [Fact]
    public async Task A_contact_that_is_none_stops_the_start() =>
        Assert.Contains("Public:Contact", (await Assert.ThrowsAsync<ConfigurationException>(() => Start(("Public:Contact", new string('x', 201))))).Message, StringComparison.Ordinal);

    private async Task Start(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Services.AddSingleton(Texts.Load());
        builder.Services.AddSingleton(PublicAddress.Read(builder.Configuration));
        app = builder.Build();
        app.MapPublicPages();
        await app.StartAsync(TestContext.Current.CancellationToken);
        client.BaseAddress = new(app.Urls.Single());
    }

    private Task<HttpResponseMessage> Get(string path, string language)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptLanguage.ParseAdd(language);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
