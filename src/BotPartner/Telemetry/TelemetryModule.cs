using System.Reflection;
using BotPartner.Core.Documents;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotPartner.Telemetry;

/// <summary>What the bot tells of its work: log lines with a correlation id, measurements and traces.</summary>
public static class TelemetryModule
{
    private const string Endpoint = "Telemetry:Otlp:Endpoint";
    private const string Protocol = "Telemetry:Otlp:Protocol";
    private static readonly string[] Endpoints = ["ENDPOINT", "TRACES_ENDPOINT", "METRICS_ENDPOINT"];

    // Of the framework: the process itself, what comes in, what goes out. None of them tags paths or people.
    private static readonly string[] Meters =
        [Measures.MeterName, "BotPartner.Storage", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http"];

    /// <summary>How the log is written, from the first line on.</summary>
    internal static void AddLog(this WebApplicationBuilder builder)
    {
        LogSettings.Follow(builder);
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        builder.Services.AddSingleton<IExternalScopeProvider, CorrelatedScopes>();
    }

    /// <summary>Measures and traces, over the store that was added; sends it where <c>Telemetry:Otlp</c> or the variables of OpenTelemetry say, if they do.</summary>
    /// <exception cref="ConfigurationException">A setting of <c>Telemetry</c> is wrong.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var store = services.Last(s => s.ServiceType == typeof(IDocuments)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IDocuments>(s => new WatchedDocuments(
            (IDocuments)store(s), s.GetRequiredService<Writing>(), s.GetRequiredService<TimeProvider>())));
        services.AddSingleton<Writing>();
        services.AddSingleton<Arrivals>();
        services.AddHostedService<Depths>();
        services.AddSingleton(s => Backlog.Of("requests", s.GetRequiredService<Arrivals>(), w => w.UnderWay));
        if (IsOn(builder.Configuration))
        {
            AddExport(services);
        }
    }

    /// <summary>Has all that comes over HTTP from here on get its id.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var arrivals = app.Services.GetRequiredService<Arrivals>();
        app.Use((http, next) => arrivals.Over(http, next));
    }

    /// <summary>Whether there is somewhere to send it; the bot's own settings are handed on as the standard's, which know the rest.</summary>
    private static bool IsOn(ConfigurationManager settings)
    {
        if (settings[Endpoint] is { Length: > 0 } endpoint)
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? endpoint
                : throw new ConfigurationException(Endpoint, "must be an http or https address, e.g. http://localhost:4317");
        }

        if (settings[Protocol] is { Length: > 0 } protocol)
        {
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol is "grpc" or "http/protobuf"
                ? protocol
                : throw new ConfigurationException(Protocol, "must be grpc or http/protobuf");
        }

        return Array.Exists(Endpoints, e => settings[$"OTEL_EXPORTER_OTLP_{e}"] is { Length: > 0 });
    }

    private static void AddExport(IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(r => r
            .AddService("botpartner", serviceVersion: typeof(TelemetryModule).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
            .AddEnvironmentVariableDetector())
        .WithMetrics(m => m.AddMeter(Meters).AddOtlpExporter())
        .WithTracing(t => t.AddSource(Spans.SourceName).AddOtlpExporter());
}
